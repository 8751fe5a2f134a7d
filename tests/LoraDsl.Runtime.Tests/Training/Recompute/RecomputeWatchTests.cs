using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training.Recompute;

/// <summary>What watches layers sees a recomputed pass once, and as it sees a plain one.</summary>
public sealed class RecomputeWatchTests
{
    private static readonly Dictionary<string, Func<IImportanceMeasure>> Measures = new()
    {
        ["gradient norm"] = () => new GradientNorm(),
        ["Taylor"] = () => new TaylorImportance(),
        ["Taylor, second order"] = () => new TaylorImportance(secondOrder: true, probes: 2),
        ["variance"] = () => new ActivationImportance(),
        ["ablation"] = () => new AblationImportance(),
        ["sensitivity"] = () => new SensitivityImportance(),
        ["trace"] = () => new HessianImportance(HessianQuantity.Trace, steps: 3),
    };

    public static TheoryData<string> Names => [.. Measures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Importance_is_that_of_the_plain_model(string name)
    {
        using var scope = NewDisposeScope();
        var (plain, recomputed) = (Scores(recomputes: false), Scores(recomputes: true));
        // A gradient through a function of its own adds its parts in another order.
        Assert.All(plain.Zip(recomputed), pair => Assert.InRange(Math.Abs(pair.Second - pair.First), 0, 1e-12 * pair.First));
        Assert.Contains(plain, score => score > 0);

        IReadOnlyList<double> Scores(bool recomputes)
        {
            manual_seed(3);
            using var model = new RecomputedNet(recomputes, depth: 2);
            model.to(ScalarType.Float64);
            model.Lora.FreezeBase();
            var x = randn(5, 8, dtype: ScalarType.Float64);
            Func<Tensor>[] losses = [() => model.forward(x).square().mean(), () => model.forward(x * 2).square().sum()];
            return Measures[name]().Measure(model, [.. model.Lora.Named()], losses);
        }
    }

    [Fact]
    public void A_layer_that_is_recorded_with_its_graph_runs_once()
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new ScaleTwo(4, 3));
        using var capture = new LayerCapture([("layer", model.Layer)]);
        var runs = 0;
        ActivationRecompute.Run(
            input =>
            {
                runs++;
                return model.forward(input);
            },
            randn(2, 4),
            model).sum().backward();
        Assert.Equal(1, runs);
        Assert.True(Assert.Single(capture.Passes).Output.requires_grad);
    }

    [Fact]
    public void Attention_is_shown_once_and_the_probe_stays()
    {
        using var scope = NewDisposeScope();
        using var model = new ShownAttention(6, 2);
        var seen = new List<bool>();
        Action<Tensor> probe = weights => seen.Add(weights.requires_grad);
        model.AttentionProbe = probe;
        ActivationRecompute.Run(model, randn(2, 3, 6, requires_grad: true)).sum().backward();
        Assert.Equal([false], seen);
        Assert.Same(probe, model.AttentionProbe);
    }

    [Fact]
    public void A_modules_hooks_run_in_both_runs()
    {
        using var scope = NewDisposeScope();
        using var model = new ScaleTwo(4, 3);
        var calls = 0;
        model.register_forward_hook((_, _, output) =>
        {
            calls++;
            return output;
        });
        var output = ActivationRecompute.Run(model, randn(2, 4));
        Assert.Equal(1, calls);
        output.sum().backward();
        Assert.Equal(2, calls);
    }
}
