using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.References;

/// <summary>Optimisers against PyTorch's step for step, schedulers epoch for epoch.</summary>
public sealed class OptimizerReferenceTests
{
    public static TheoryData<string> Optimizers => [.. KnownDifferences.WithoutThem("optimizers", OptimizerTable.Optimizers.Keys)];

    public static TheoryData<string> Schedulers => [.. KnownDifferences.WithoutThem("schedulers", OptimizerTable.Schedulers.Keys)];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Fifty_steps_are_PyTorchs(string name)
    {
        using var scope = NewDisposeScope();
        var reference = Assert.Single(Fixture.Committed.Cases(Fixture.Key("optimizers", name)));
        Parameter[] parameters = [.. reference.Inputs.Select(start => new Parameter(start.ToTensor()))];
        using var optimizer = OptimizerTable.Optimizers[name](parameters);
        var path = new List<double>();
        for (var step = 0; step < reference.Outputs[0].Shape[0]; step++)
        {
            OptimizerTable.Step(optimizer, parameters);
            path.AddRange(OptimizerTable.Numbers(parameters));
        }

        Assert.Equal(50 * 5, path.Count);
        reference.Outputs[0].AssertAre([.. path], name);
    }

    [Theory]
    [MemberData(nameof(Schedulers))]
    public void Forty_epochs_of_rates_and_momenta_are_PyTorchs(string name)
    {
        var reference = Assert.Single(Fixture.Committed.Cases(Fixture.Key("schedulers", name)));
        using var first = new Parameter(zeros(1));
        using var second = new Parameter(zeros(1));
        using var optimizer = optim.SGD([new SGD.ParamGroup([first], lr: 0.4), new SGD.ParamGroup([second], lr: 0.1)], 1);
        var scheduler = OptimizerTable.Schedulers[name](optimizer);
        List<double> rates = [], momenta = [];
        for (var epoch = 0; epoch < reference.Outputs[0].Shape[0]; epoch++)
        {
            rates.AddRange(optimizer.ParamGroups.Select(group => group.LearningRate));
            momenta.AddRange(optimizer.ParamGroups.Select(group => ((optim.IMomentum)group).Momentum));
            optimizer.step();
            if (scheduler is optim.lr_scheduler.impl.ReduceLROnPlateau)
                scheduler.step(OptimizerTable.Measured(epoch));
            else
                scheduler.step();
        }

        Assert.Equal(40 * 2, rates.Count);
        reference.Outputs[0].AssertAre([.. rates], name);
        reference.Outputs[1].AssertAre([.. momenta], $"{name}, momentum");
    }

    [Fact]
    public void Every_optimizer_and_scheduler_of_the_references_is_run_and_no_other() =>
        Assert.Equal(
            Fixture.Committed.Operators.Where(name => name.StartsWith("optimizers/", StringComparison.Ordinal) || name.StartsWith("schedulers/", StringComparison.Ordinal)).Order(),
            OptimizerTable.Optimizers.Keys.Select(name => Fixture.Key("optimizers", name)).Concat(OptimizerTable.Schedulers.Keys.Select(name => Fixture.Key("schedulers", name))).Order());

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void An_optimizer_that_is_saved_and_loaded_continues_bit_for_bit(string name)
    {
        using var scope = NewDisposeScope();
        Parameter[] straight = [new(tensor(new[] { 1.5, -0.7, 0.3 })), new(tensor(new[] { 2.0, -1 }))];
        Parameter[] resumed = [.. straight.Select(parameter => new Parameter(zeros_like(parameter)))];
        using var whole = (OptimizerHelper)OptimizerTable.Optimizers[name](straight);
        for (var step = 0; step < 20; step++)
            OptimizerTable.Step(whole, straight);

        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true))
            whole.save_state_dict(writer);
        using (no_grad())
        {
            foreach (var (target, source) in resumed.Zip(straight))
                target.copy_(source);
        }
        using var second = (OptimizerHelper)OptimizerTable.Optimizers[name](resumed);
        memory.Position = 0;
        using (var reader = new BinaryReader(memory))
            second.load_state_dict(reader);

        for (var step = 0; step < 20; step++)
        {
            OptimizerTable.Step(whole, straight);
            OptimizerTable.Step(second, resumed);
            Assert.Equal(OptimizerTable.Numbers(straight), OptimizerTable.Numbers(resumed));
        }
    }
}
