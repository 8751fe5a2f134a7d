using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.StandInOnly;

/// <summary>What measures hold of tensors at once. Only the stand-in counts the bytes.</summary>
public sealed class MemoryTests
{
    private const long Width = 320;
    private const long WeightBytes = Width * Width * sizeof(float);

    public static TheoryData<string> Names => [.. s_measures.Keys];

    private static readonly Dictionary<string, Func<AdaptiveNet, IImportanceMeasure>> s_measures = new()
    {
        ["gradient norm L2"] = _ => new GradientNorm(),
        ["gradient norm L1"] = _ => new GradientNorm(MatrixNorm.L1),
        ["Taylor"] = _ => new TaylorImportance(),
        ["Taylor, second order"] = _ => new TaylorImportance(secondOrder: true, probes: 1),
        ["variance"] = _ => new ActivationImportance(),
        ["ablation"] = _ => new AblationImportance(),
        ["weight change"] = WeightChange,
        ["explained variance"] = _ => new ExplainedVariance(components: 2),
        ["top eigenvalue"] = _ => new HessianImportance(steps: 4),
        ["trace"] = _ => new HessianImportance(HessianQuantity.Trace, steps: 4),
        ["sensitivity"] = _ => new SensitivityImportance(),
        ["learned"] = _ => new LearnedImportance(measured: 2),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void More_layers_need_no_further_memory_of_the_size_of_a_weight(string name)
    {
        // Three layers a block: eighteen of them against three. What is kept of each, its input and output of one row, is small.
        var (few, many) = (Peak(name, depth: 1), Peak(name, depth: 6));
        Assert.True(many - few < WeightBytes, $"{many - few} bytes more for fifteen more layers; a weight has {WeightBytes}.");
        Assert.True(few < 12 * WeightBytes, $"{few} bytes for three layers; a weight has {WeightBytes}.");
    }

    private static long Peak(string name, int depth)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(depth);
        using var model = new AdaptiveNet(Width, Width, depth);
        model.Lora.FreezeBase();
        var x = randn(1, Width);
        var measure = s_measures[name](model);
        Func<Tensor>[] losses = [() => model.forward(x).square().mean(), () => model.forward(x).square().sum()];

        Diagnostics.ResetPeakBytes();
        var before = Diagnostics.PeakBytes;
        measure.Measure(model, [.. model.Lora.Named().Where(entry => entry.Path != "head")], losses);
        return Diagnostics.PeakBytes - before;
    }

    private static WeightChangeImportance WeightChange(AdaptiveNet model)
    {
        var before = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.detach().clone());
        return new WeightChangeImportance(before, before.ToDictionary(entry => entry.Key, entry => entry.Value.mul(1.5)));
    }
}
