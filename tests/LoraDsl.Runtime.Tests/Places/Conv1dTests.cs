using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Places;

public sealed class Conv1dTests
{
    public static TheoryData<PaddingModes, Padding?, bool> Paddings => new()
    {
        { PaddingModes.Zeros, null, false },
        { PaddingModes.Zeros, Padding.Same, false },
        { PaddingModes.Circular, null, false },
        { PaddingModes.Reflect, Padding.Same, true },
        { PaddingModes.Zeros, null, true },
    };

    [Theory]
    [MemberData(nameof(Paddings))]
    public void An_adapted_convolution_over_sequences_is_one_with_the_summed_kernel(PaddingModes mode, Padding? padding, bool dora)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        manual_seed(3);
        var layer = padding is { } kind
            ? nn.Conv1d(6, 8, 3, kind, padding_mode: mode, dilation: 2)
            : nn.Conv1d(6, 8, 3, stride: 2, padding: 1, padding_mode: mode);
        using var model = nn.Sequential(("layer", layer));
        model.to(ScalarType.Float64);
        var x = randn([2, 6, 11], dtype: ScalarType.Float64);
        var set = LoraModel.Attach(model, new LoraConfig { Rank = 4, Alpha = 8, Dora = dora, TargetModules = ["layer"] });
        Reference.Randomize(set.Named().Single().Adapter);
        var adapted = model.call(x);
        var weight = layer.weight.clone();
        set.Merge();
        Assert.False(Reference.SameBits(weight, layer.weight));
        Assert.True(Reference.MaxDifference(adapted, model.call(x)) < 1e-10);
        set.Unmerge();
        Assert.True(Reference.SameBits(weight, layer.weight));
    }
}
