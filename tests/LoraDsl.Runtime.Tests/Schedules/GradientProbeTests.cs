using LoraDsl.Methods;
using LoraDsl.Optimization;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Schedules;

public sealed class GradientProbeTests
{
    [Fact]
    public void Of_a_linear_layer_it_sees_the_weights_gradient() =>
        Compare(Linear(9, 7), layer => new ThreeKinds.LinearHead(layer), () => randn(2, 5, 9, dtype: ScalarType.Float64), layer => layer.weight);

    [Fact]
    public void Of_an_embedding_it_sees_the_tables_gradient() =>
        Compare(Embedding(12, 8), layer => new EmbeddingAdapters.Adaptive(layer), () => randint(12, [3, 4]), layer => layer.weight!);

    [Fact]
    public void Of_a_convolution_it_sees_the_kernels_gradient() =>
        Compare(
            Conv2d(2, 6, 3, stride: 2, padding: 1),
            layer => new Conv2dAdapters.Adaptive(layer),
            () => randn(2, 2, 6, 6, dtype: ScalarType.Float64),
            layer => layer.weight);

    [Fact]
    public void Of_a_convolution_with_a_reflected_border_too() =>
        Compare(
            Conv2d(2, 6, 3, padding: 1, padding_mode: PaddingModes.Reflect),
            layer => new Conv2dAdapters.Adaptive(layer),
            () => randn(2, 2, 6, 6, dtype: ScalarType.Float64),
            layer => layer.weight);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_measures_in_training_alone(bool withoutGradients)
    {
        using var scope = NewDisposeScope();
        using var model = new OneLayer<Linear, ThreeKinds.LinearHead>(Linear(9, 7), layer => new ThreeKinds.LinearHead(layer));
        model.Layer.Allocate(2);
        using var probe = new GradientProbe(model.Layer);
        var (input, output) = (randn(4, 9), randn(4, 7));
        Assert.NotSame(output, probe.Observe(model.Layer, input, output));
        if (!withoutGradients)
            model.eval();
        using (withoutGradients ? (IDisposable)no_grad() : enable_grad())
            Assert.Same(output, probe.Observe(model.Layer, input, output));
    }

    [Fact]
    public void Gradients_that_are_not_finite_are_no_measurement()
    {
        using var scope = NewDisposeScope();
        using var model = new OneLayer<Linear, ThreeKinds.LinearHead>(Linear(9, 7), layer => new ThreeKinds.LinearHead(layer));
        model.Layer.Allocate(2);
        using var probe = new GradientProbe(model.Layer);
        (model.forward(randn(4, 9)).sum() * double.PositiveInfinity).backward();
        Assert.Null(probe.TakeSingularValues());
        model.forward(randn(4, 9)).sum().backward();
        Assert.NotNull(probe.TakeSingularValues());
        probe.Dispose();
        Assert.Null(model.Layer.Probe);
    }

    private static void Compare<TLayer, TAdapter>(TLayer layer, Func<TLayer, TAdapter> adapt, Func<Tensor> input, Func<TLayer, Parameter> weight)
        where TLayer : Module<Tensor, Tensor>
        where TAdapter : AdaptiveLoraAdapter
    {
        using var scope = NewDisposeScope();
        random.manual_seed(7);
        using var model = new OneLayer<TLayer, TAdapter>(layer, adapt);
        model.to(ScalarType.Float64);
        model.Layer.Allocate(2);
        Reference.Randomize(model.Layer);
        Tensor[] inputs = [input(), input(), input()];
        var unwatched = inputs.Select(model.forward).ToArray();
        using var probe = new GradientProbe(model.Layer);
        weight(layer).grad = null;
        foreach (var (x, expected) in inputs.Zip(unwatched))
        {
            var answer = model.forward(x);
            Assert.True(Reference.SameBits(expected, answer));
            answer.square().sum().backward();
        }

        var gradient = weight(layer).grad!;
        var singular = linalg.svdvals(gradient.flatten(1)).data<double>().ToArray();
        var seen = probe.TakeSingularValues();
        Assert.NotNull(seen);
        Assert.Equal(singular.Length, seen.Count);
        Assert.All(seen.Zip(singular), pair => Assert.Equal(pair.Second, pair.First, 1e-9 * singular[0]));
        Assert.Null(probe.TakeSingularValues());
    }
}
