using LoraDsl.Methods;
using LoraDsl.Optimization;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Adapters;

/// <summary>
/// An input of another device is refused before anything happens. The meta device is one that every machine has, and with it libtorch multiplies
/// what is on the processor without a word.
/// </summary>
public sealed class DeviceTests
{
    private static readonly Device Meta = device("meta");

    [Fact]
    public void A_linear_layer_refuses_an_input_of_another_device() => Refuses(
        new OneLayer<Linear, ThreeKinds.LinearHead>(nn.Linear(9, 7), layer => new ThreeKinds.LinearHead(layer)), zeros(4, 9, device: Meta));

    [Fact]
    public void An_embedding_refuses_indices_of_another_device() => Refuses(
        new OneLayer<Embedding, EmbeddingAdapters.Adaptive>(nn.Embedding(9, 7), layer => new EmbeddingAdapters.Adaptive(layer)),
        zeros(4, 9, dtype: ScalarType.Int64, device: Meta));

    [Fact]
    public void A_convolution_refuses_images_of_another_device() => Refuses(
        new OneLayer<Conv2d, Conv2dAdapters.Adaptive>(nn.Conv2d(2, 3, 3), layer => new Conv2dAdapters.Adaptive(layer)), zeros(4, 2, 6, 6, device: Meta));

    [Fact]
    public void A_group_refuses_an_input_of_another_device()
    {
        using var scope = NewDisposeScope();
        using var model = new GroupedFixed();
        var error = Assert.Throws<ArgumentException>(() => model.Together(zeros(4, 7, device: Meta)));
        Assert.Contains("is on the device cpu, but its input is on meta", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_on_the_device_takes_the_input()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(9, 7, device: Meta);
        using var model = new OneLayer<Linear, ThreeKinds.LinearHead>(layer, each => new ThreeKinds.LinearHead(each));
        Assert.Equal([4, 7], model.forward(zeros(4, 9, device: Meta)).shape);
    }

    [Fact]
    public void A_refused_input_leaves_a_schedule_to_measure_on_the_models_device()
    {
        using var scope = NewDisposeScope();
        using var model = new OneLayer<Linear, ThreeKinds.LinearHead>(nn.Linear(9, 7), layer => new ThreeKinds.LinearHead(layer));
        model.Layer.Allocate(2);
        using var probe = new GradientProbe(model.Layer);
        Assert.Throws<ArgumentException>(() => model.forward(zeros(4, 9, device: Meta)));
        model.forward(randn(4, 9)).sum().backward();
        Assert.NotNull(probe.TakeSingularValues());
    }

    private static void Refuses<TLayer, TAdapter>(OneLayer<TLayer, TAdapter> model, Tensor input)
        where TLayer : nn.Module<Tensor, Tensor>
        where TAdapter : AdaptiveLoraAdapter
    {
        using (model)
        using (input)
        {
            foreach (var rank in new[] { 0, 2 })
            {
                model.Layer.Allocate(rank);
                var error = Assert.Throws<ArgumentException>(() => model.forward(input));
                Assert.Contains("'layer' is on the device cpu, but its input is on meta", error.Message, StringComparison.Ordinal);
            }
        }
    }
}
