using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Importance;

public sealed class LayerInputTests
{
    private static readonly Dictionary<string, Func<Conv2d>> s_convolutions = new()
    {
        ["plain"] = () => nn.Conv2d(2, 5, 3),
        ["steps and border"] = () => nn.Conv2d(2, 5, (3, 2), stride: (2, 1), padding: (1, 2)),
        ["holes"] = () => nn.Conv2d(2, 5, 3, dilation: 2, padding: 2),
        ["reflected border"] = () => nn.Conv2d(2, 5, (2, 3), stride: (1, 1), padding: (1, 2), padding_mode: PaddingModes.Reflect),
        ["border that keeps the size"] = () => nn.Conv2d(2, 5, (4, 3), Padding.Same),
        ["no border, by name"] = () => nn.Conv2d(2, 5, (4, 3), Padding.Valid),
    };

    public static TheoryData<string> Names => [.. s_convolutions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Patches_times_the_folded_weight_are_the_convolution(string name)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var layer = s_convolutions[name]();
        layer.to(ScalarType.Float64);
        using var model = new OneLayer<Conv2d, Conv2dAdapters.Adaptive>(layer, built => new(built));
        Tensor[] inputs = [randn(3, 2, 7, 6, dtype: ScalarType.Float64), randn(2, 7, 6, dtype: ScalarType.Float64)];
        foreach (var x in inputs)
        {
            var expected = LayerOutput.Rows(model.Layer, layer.forward(x).transpose(-1, -2));
            var product = LayerInput.Rows(model.Layer.Layer, x).mm(layer.weight.flatten(1).t()).add(layer.bias!);
            Assert.Equal(Sorted(expected), Sorted(product), (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    [Fact]
    public void Explained_variance_of_a_convolution_is_that_of_its_patches()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new OneLayer<Conv2d, Conv2dAdapters.Adaptive>(nn.Conv2d(2, 5, (1, 2), stride: (1, 2)), layer => new(layer), budget: 3);
        model.to(ScalarType.Float64);
        var x = randn(4, 2, 3, 6, dtype: ScalarType.Float64);
        // Without overlap the patches are a reordering of the images.
        var patches = x.view(4, 2, 3, 3, 2).permute(0, 2, 3, 1, 4).reshape(-1, 4);
        var sigma = linalg.svdvals(patches).square();
        double[] expected = [.. sigma.div(sigma.sum()).data<double>()];
        var scores = new ExplainedVariance().MeasureComponents(model, [.. model.Lora.Named()], [() => model.forward(x).sum()])[0];
        Assert.Equal(expected, scores, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void An_embedding_has_no_inputs_whose_variance_could_be_explained()
    {
        using var scope = NewDisposeScope();
        using var model = new ThreeKinds();
        var error = Assert.Throws<ArgumentException>(
            () => model.Lora.AllocateRanks([randint(12, [2, 7])], ids => model.forward(ids).sum(), new ExplainedVariance()));
        Assert.Contains("'table' is an embedding", error.Message, StringComparison.Ordinal);
    }

    // Rows may stand in another order.
    private static double[] Sorted(Tensor rows) =>
        [.. Enumerable.Range(0, (int)rows.shape[1]).SelectMany(column => rows.select(1, column).contiguous().data<double>().Order())];
}
