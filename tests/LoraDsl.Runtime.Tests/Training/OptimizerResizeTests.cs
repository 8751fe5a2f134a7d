using LoraDsl.Adapters;
using LoraDsl.Optimization;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training;

public sealed class OptimizerResizeTests
{
    private static readonly Dictionary<string, Func<IEnumerable<TorchSharp.Modules.Parameter>, optim.Optimizer>> Optimizers = new()
    {
        { "AdamW", parameters => optim.AdamW(parameters, lr: 0.1) },
        { "Adam, amsgrad", parameters => optim.Adam(parameters, lr: 0.1, amsgrad: true) },
        { "SGD, momentum", parameters => optim.SGD(parameters, 1e-4, momentum: 0.9) },
        { "RMSProp", parameters => optim.RMSProp(parameters, lr: 0.1, momentum: 0.5, centered: true) },
        { "Adagrad", parameters => optim.Adagrad(parameters, lr: 0.1, initial_accumulator_value: 0.5, lr_decay: 0.1) },
        { "Adadelta", parameters => optim.Adadelta(parameters, lr: 0.1) },
        { "Adamax", parameters => optim.Adamax(parameters, lr: 0.1) },
        { "NAdam", parameters => optim.NAdam(parameters, lr: 0.1) },
        { "RAdam", parameters => optim.RAdam(parameters, lr: 1e-4, beta2: 0.8) },
        { "Rprop", parameters => optim.Rprop(parameters, lr: 0.1) },
        { "ASGD", parameters => optim.ASGD(parameters, lr: 1e-4, lambd: 0.1, t0: 3) },
    };

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void After_growth_the_next_step_moves_what_was_there_as_it_would_have(string name)
    {
        using var scope = NewDisposeScope();
        var (grown, twin) = (Trained(Optimizers[name]), Trained(Optimizers[name]));
        var changes = new List<RankChange>();
        grown.Model.Lora.RankChanged += (_, change) => changes.Add(change);
        var schedule = optim.lr_scheduler.StepLR(grown.Optimizer, 1, 0.5);
        grown.Optimizer.Resize(grown.Model.Layer, 3, "a test");
        Assert.Equal(3, grown.Model.Layer.Rank);
        Assert.Contains("moments are kept", Assert.Single(changes).Reason, StringComparison.Ordinal);
        Assert.Equal(2, grown.Optimizer.parameters().Count());
        var x = randn(5, 9, dtype: ScalarType.Float64);
        Step(grown, x);
        Step(twin, x);
        // The new column of B is zero, so the old parts get the same gradients; the moments are theirs still.
        Assert.InRange(Reference.MaxDifference(Reference.FactorA(twin.Model.Layer), Reference.FactorA(grown.Model.Layer).narrow(0, 0, 2)), 0, 1e-13);
        Assert.InRange(Reference.MaxDifference(Reference.FactorB(twin.Model.Layer), Reference.FactorB(grown.Model.Layer).narrow(1, 0, 2)), 0, 1e-13);
        Assert.NotEqual(0, Reference.MaxDifference(Reference.FactorB(grown.Model.Layer).narrow(1, 2, 1), 0));
        var rate = grown.Optimizer.ParamGroups.Single().LearningRate;
        schedule.step();
        Assert.Equal(rate / 2, grown.Optimizer.ParamGroups.Single().LearningRate);
    }

    [Fact]
    public void After_a_shrink_the_moments_restart_and_the_event_says_so()
    {
        using var scope = NewDisposeScope();
        var (model, optimizer) = Trained();
        var changes = new List<RankChange>();
        model.Lora.RankChanged += (_, change) => changes.Add(change);
        optimizer.Resize(model.Layer, 1, "a test");
        var change = Assert.Single(changes);
        Assert.Equal(("layer", 2, 1, 5L, RankChangeKind.Request), (change.Path, change.OldRank, change.NewRank, change.Step, change.Kind));
        Assert.Contains("a test; the optimizer's moments restart", change.ToString(), StringComparison.Ordinal);

        var before = Reference.FactorA(model.Layer).detach().clone();
        Step((model, optimizer), randn(5, 9, dtype: ScalarType.Float64));
        // The first step of Adam is the sign of the gradient, times the rate.
        var moved = (Reference.FactorA(model.Layer) - before).abs();
        Assert.InRange(Reference.MaxDifference(moved, 0.1), 0, 1e-5);
    }

    [Fact]
    public void A_resize_that_fails_leaves_training_as_it_was()
    {
        using var scope = NewDisposeScope();
        var (tried, twin) = (Trained(), Trained());
        Assert.Throws<ArgumentOutOfRangeException>(() => tried.Optimizer.Resize(tried.Model.Layer, 8));
        using var stranger = new AdaptiveWithAlpha(9, 7);
        Assert.Throws<ArgumentException>(() => tried.Optimizer.Resize(stranger.Layer, 1));
        var x = randn(5, 9, dtype: ScalarType.Float64);
        Step(tried, x);
        Step(twin, x);
        Assert.True(Reference.SameBits(Reference.FactorA(twin.Model.Layer), Reference.FactorA(tried.Model.Layer)));

        using var model = Fresh();
        using var optimizer = model.Lora.Optimizer(parameters => new Closed());
        var a = Reference.FactorA(model.Layer);
        Assert.Throws<NotSupportedException>(() => optimizer.Resize(model.Layer, 3));
        Assert.Same(a, Reference.FactorA(model.Layer));
        Assert.Equal(2, model.Layer.Rank);
        optimizer.step();
    }

    [Fact]
    public void A_resize_past_the_optimizer_is_noticed_and_the_error_names_the_other_way()
    {
        using var scope = NewDisposeScope();
        var (model, optimizer) = Trained();
        model.Layer.Resize(3);
        Assert.Contains("Resize()", Assert.Throws<InvalidOperationException>(() => optimizer.step()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frozen_step_keeps_still_what_it_must_with_a_closure_too()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new DynamicFrozen(9, 7);
        Reference.Randomize(model.Layer);
        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(parameters => optim.AdamW(parameters, lr: 0.1, weight_decay: 0.1), seed: 3);
        var x = randn(5, 9);
        for (var step = 0; step < 20; step++)
        {
            using var stepScope = NewDisposeScope();
            var rank = model.Layer.ActiveRank;
            var first = rank == 2 ? 0 : rank - 1;
            var before = Reference.FactorA(model.Layer).detach().clone();
            optimizer.step(() =>
            {
                optimizer.zero_grad();
                var loss = model.forward(x).square().sum();
                loss.backward();
                return loss;
            });
            for (var row = 0; row < 5; row++)
                Assert.Equal(row >= first && row < rank, !Reference.SameBits(before[row], Reference.FactorA(model.Layer)[row]));
        }
    }

    private static AdaptiveUnscaled Fresh()
    {
        random.manual_seed(1);
        var model = new AdaptiveUnscaled();
        model.to(ScalarType.Float64);
        model.Layer.Allocate(2);
        model.Lora.FreezeBase();
        return model;
    }

    private static (AdaptiveUnscaled Model, LoraOptimizer Optimizer) Trained() => Trained(Optimizers["AdamW"]);

    private static (AdaptiveUnscaled Model, LoraOptimizer Optimizer) Trained(Func<IEnumerable<TorchSharp.Modules.Parameter>, optim.Optimizer> make)
    {
        var model = Fresh();
        Reference.Randomize(model.Layer);
        var optimizer = model.Lora.Optimizer(parameters => make(parameters));
        for (var step = 0; step < 5; step++)
            Step((model, optimizer), randn(5, 9, dtype: ScalarType.Float64));
        return (model, optimizer);
    }

    private static void Step((AdaptiveUnscaled Model, LoraOptimizer Optimizer) training, Tensor x)
    {
        training.Optimizer.zero_grad();
        training.Model.forward(x).square().sum().backward();
        training.Optimizer.step();
    }

    private sealed class Closed() : optim.Optimizer(IntPtr.Zero)
    {
        public override Tensor? step(Func<Tensor>? closure = null) => null;
    }
}
