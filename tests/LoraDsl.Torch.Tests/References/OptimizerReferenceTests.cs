using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.References;

/// <summary>Optimisers against PyTorch's step for step, schedulers epoch for epoch.</summary>
public sealed class OptimizerReferenceTests
{
    public static TheoryData<string> Optimizers => [.. OptimizerTable.Optimizers.Keys];

    public static TheoryData<string> Schedulers => [.. OptimizerTable.Schedulers.Keys];

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
    public void Forty_epochs_of_learning_rates_are_PyTorchs(string name)
    {
        var reference = Assert.Single(Fixture.Committed.Cases(Fixture.Key("schedulers", name)));
        using var first = new Parameter(zeros(1));
        using var second = new Parameter(zeros(1));
        using var optimizer = optim.SGD([new SGD.ParamGroup([first], lr: 0.4), new SGD.ParamGroup([second], lr: 0.1)], 1);
        var scheduler = OptimizerTable.Schedulers[name](optimizer);
        var rates = new List<double>();
        for (var epoch = 0; epoch < reference.Outputs[0].Shape[0]; epoch++)
        {
            rates.AddRange(optimizer.ParamGroups.Select(group => group.LearningRate));
            optimizer.step();
            scheduler.step();
        }

        Assert.Equal(40 * 2, rates.Count);
        reference.Outputs[0].AssertAre([.. rates], name);
    }

    [Fact]
    public void Every_optimizer_and_scheduler_of_the_references_is_run_and_no_other() =>
        Assert.Equal(
            Fixture.Committed.Operators.Where(name => name.StartsWith("optimizers/", StringComparison.Ordinal) || name.StartsWith("schedulers/", StringComparison.Ordinal)).Order(),
            OptimizerTable.Optimizers.Keys.Select(name => Fixture.Key("optimizers", name)).Concat(OptimizerTable.Schedulers.Keys.Select(name => Fixture.Key("schedulers", name))).Order());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AdamW_that_is_saved_and_loaded_continues_bit_for_bit(bool amsgrad)
    {
        using var scope = NewDisposeScope();
        Parameter[] straight = [new(tensor(new[] { 1.5, -0.7, 0.3 }))], resumed = [new(zeros(3, dtype: ScalarType.Float64))];
        using var whole = optim.AdamW(straight, 0.05, weight_decay: 0.1, amsgrad: amsgrad);
        for (var step = 0; step < 20; step++)
            OptimizerTable.Step(whole, straight);

        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true))
            whole.save_state_dict(writer);
        using (no_grad())
            resumed[0].copy_(straight[0]);
        using var second = optim.AdamW(resumed, 0.05, weight_decay: 0.1, amsgrad: amsgrad);
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
