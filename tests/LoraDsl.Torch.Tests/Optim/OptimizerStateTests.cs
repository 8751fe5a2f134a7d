using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Optim;

public class OptimizerStateTests
{
    public static TheoryData<string> Kinds => ["AdamW", "Adam", "SGD", "RMSProp", "Adagrad", "Adadelta", "Adamax", "NAdam", "RAdam", "Rprop", "ASGD"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_optimiser_goes_on_from_a_saved_state(string kind) => GoesOn(kind, (from, to) =>
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        from.save_state_dict(writer);
        writer.Flush();
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        to.load_state_dict(reader);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_optimiser_goes_on_from_anothers_state(string kind) =>
        GoesOn(kind, (from, to) => to.load_state_dict(from.state_dict()));

    [Fact]
    public void Another_optimisers_file_is_refused()
    {
        using var problem = new OptimizerCase();
        using var adam = optim.Adam(problem.Parameters);
        using var sgd = optim.SGD(problem.Parameters, 0.1);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            adam.save_state_dict(path);
            Assert.Contains("Adam", Assert.Throws<InvalidDataException>(() => sgd.load_state_dict(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Another_number_of_parameters_is_refused()
    {
        using var problem = new OptimizerCase();
        using var both = optim.Adam(problem.Parameters);
        using var one = optim.Adam([problem.Parameters[0]]);
        Assert.Throws<ArgumentException>(() => one.load_state_dict(both.state_dict()));
        Assert.Equal([[0, 1]], both.state_dict().StateIndexRef);
    }

    [Fact]
    public void Disposing_an_optimiser_frees_its_state_and_no_parameters()
    {
        using var problem = new OptimizerCase();
        var optimizer = optim.AdamW(problem.Parameters, amsgrad: true);
        var state = (AdamW.State)optimizer.state_dict().State[0];
        Tensor[] tensors = [state.exp_avg, state.exp_avg_sq, state.max_exp_avg_sq!];
        optimizer.Dispose();
        Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
        Assert.All(problem.Parameters, parameter => Assert.False(parameter.IsInvalid));
    }

    [Fact]
    public void State_outlives_the_scope_in_which_the_optimiser_was_made()
    {
        using var problem = new OptimizerCase();
        OptimizerHelper optimizer;
        using (NewDisposeScope())
            optimizer = optim.SGD(problem.Parameters, 0.1, momentum: 0.9);
        using (optimizer)
        {
            using (NewDisposeScope())
            {
                problem.Backward();
                optimizer.step();
            }
            Assert.All(optimizer.state_dict().State.Cast<SGD.State>(), state => Assert.False(state.momentum_buffer!.IsInvalid));
        }
    }

    private static void GoesOn(string kind, Action<OptimizerHelper, OptimizerHelper> transfer)
    {
        using var first = new OptimizerCase();
        using var second = new OptimizerCase();
        using var from = Make(kind, first, 0.07);
        using var to = Make(kind, second, 0.2);
        for (var i = 0; i < 5; i++)
            Step(first, from);
        using (no_grad())
        {
            foreach (var (source, target) in first.Parameters.Zip(second.Parameters))
                target.copy_(source);
        }
        transfer(from, to);
        Assert.All(from.state_dict().State.Zip(to.state_dict().State), pair => Assert.True(pair.First.ApproximatelyEquals(pair.Second)));
        Step(first, from);
        Step(second, to);
        foreach (var (expected, actual) in first.Parameters.Zip(second.Parameters))
            Assert.Equal(NN.Numbers.Of(expected), NN.Numbers.Of(actual));
        Assert.NotEqual(NN.Numbers.Of(first.Parameters[0]), OptimizerCaseStart());
    }

    private static double[] OptimizerCaseStart()
    {
        using var problem = new OptimizerCase();
        return problem.Values[0];
    }

    private static OptimizerHelper Make(string kind, OptimizerCase problem, double rate) => kind switch
    {
        "AdamW" => optim.AdamW(problem.Parameters, rate, weight_decay: 0.1, amsgrad: true),
        "Adam" => optim.Adam(problem.Parameters, rate),
        "RMSProp" => optim.RMSProp(problem.Parameters, rate, momentum: 0.5, centered: true),
        "Adagrad" => optim.Adagrad(problem.Parameters, rate, lr_decay: 0.1),
        "Adadelta" => optim.Adadelta(problem.Parameters, rate),
        "Adamax" => optim.Adamax(problem.Parameters, rate),
        "NAdam" => optim.NAdam(problem.Parameters, rate),
        "RAdam" => optim.RAdam(problem.Parameters, rate, beta2: 0.9),
        "Rprop" => optim.Rprop(problem.Parameters, rate),
        "ASGD" => optim.ASGD(problem.Parameters, rate, t0: 2),
        _ => optim.SGD(problem.Parameters, rate, momentum: 0.9),
    };

    private static void Step(OptimizerCase problem, optim.Optimizer optimizer)
    {
        problem.Backward();
        optimizer.step();
    }
}
