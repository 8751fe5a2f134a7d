using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using FixedModel = LoraDsl.Runtime.Tests.Models.OneLayer<TorchSharp.Modules.Conv2d, LoraDsl.Runtime.Tests.Models.Conv2dAdapters.Fixed>;

namespace LoraDsl.Runtime.Tests.Adapters;

public sealed class Conv2dTests
{
    [Theory]
    [InlineData(1, 0, 1, PaddingModes.Zeros, true)]
    [InlineData(2, 1, 1, PaddingModes.Zeros, true)]
    [InlineData(1, 2, 2, PaddingModes.Zeros, false)]
    [InlineData(2, 2, 2, PaddingModes.Zeros, true)]
    [InlineData(1, 1, 1, PaddingModes.Reflect, true)]
    [InlineData(2, 2, 1, PaddingModes.Replicate, false)]
    [InlineData(1, 2, 2, PaddingModes.Circular, true)]
    public void Answers_and_gradients_are_those_of_the_summed_kernel(long stride, long padding, long dilation, PaddingModes mode, bool bias) =>
        Compare(nn.Conv2d(3, 5, 3, stride, padding, dilation, mode, bias: bias), [2, 3, 8, 9]);

    [Fact]
    public void Sides_may_differ() =>
        Compare(nn.Conv2d(3, 5, (3, 2), stride: (2, 1), padding: (0, 2), dilation: (1, 2)), [2, 3, 8, 9]);

    [Theory]
    [InlineData(Padding.Same)]
    [InlineData(Padding.Valid)]
    public void Padding_by_a_word_is_that_of_the_layer(Padding padding) =>
        Compare(nn.Conv2d(3, 5, (3, 2), padding, dilation: (2, 1)), [2, 3, 8, 9]);

    [Fact]
    public void An_image_without_a_batch_is_one() => Compare(nn.Conv2d(3, 5, 3, padding: 1), [3, 8, 9]);

    [Fact]
    public void At_step_0_the_model_equals_its_base_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new FixedModel(nn.Conv2d(3, 5, (3, 2)), layer => new(layer, rank: 4, alpha: 4));
        var x = randn(2, 3, 8, 9);
        Assert.True(Reference.SameBits(model.Base.forward(x), model.forward(x)));
        Assert.Equal([4, 3, 3, 2], Reference.FactorA(model.Layer).shape);
        Assert.Equal([5, 4, 1, 1], Reference.FactorB(model.Layer).shape);
        // Kaiming-uniform with a = √5 is uniform in ±1/√fan-in, of standard deviation 1/√(3·fan-in).
        Assert.InRange(Reference.FactorA(model.Layer).abs().max().item<float>(), 0.15, 1 / Math.Sqrt(18));
    }

    [Fact]
    public void Groups_that_do_not_divide_the_rank_are_refused_when_the_adapter_is_attached()
    {
        using var layer = nn.Conv2d(4, 4, 3, groups: 2);
        var error = Assert.Throws<InvalidOperationException>(() => new Conv2dAdapters.Fixed(layer, 3, 3));
        Assert.Contains("'layer'", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 groups", error.Message, StringComparison.Ordinal);
        Assert.Contains("a multiple of 2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { 2, 4, 8, 9 })]
    [InlineData(new long[] { 8, 9 })]
    public void Images_of_another_shape_are_an_error_that_names_the_layer(long[] shape)
    {
        using var scope = NewDisposeScope();
        using var model = new FixedModel(nn.Conv2d(3, 5, 3), layer => new(layer, rank: 2, alpha: 2));
        var error = Assert.Throws<ArgumentException>(() => model.forward(randn(shape)));
        Assert.Contains("'layer'", error.Message, StringComparison.Ordinal);
        Assert.Contains("([N,] 3, height, width)", error.Message, StringComparison.Ordinal);
        Assert.Contains($"({string.Join(", ", shape)})", error.Message, StringComparison.Ordinal);
    }

    private static void Compare(Conv2d layer, long[] shape)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new FixedModel(layer, built => new(built, rank: 2, alpha: 3));
        Reference.Randomize(model.Layer);
        model.to(ScalarType.Float64);
        Tensor[] parameters = layer.bias is null ? [layer.weight] : [layer.weight, layer.bias];
        Comparison.InFloat64(model, model.Layer, parameters, randn(shape, dtype: ScalarType.Float64), (x, leaves, a, b) =>
        {
            // ΔW[o, i, h, w] = Σ_r B[o, r]·A[r, i, h, w], term by term.
            var kernel = leaves[0];
            for (var rank = 0; rank < 2; rank++)
                kernel = kernel + (1.5 * b.narrow(1, rank, 1) * a.narrow(0, rank, 1));
            return Conv2dAdapters.Convolve(x, layer, kernel, leaves.Count > 1 ? leaves[1] : null);
        });
    }
}
