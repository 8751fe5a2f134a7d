using LoraDsl.Benchmarks.Measurement;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Importance;

/// <summary>Work on the measured transformer and one batch.</summary>
internal abstract class ImportanceContender : ManagedContender
{
    private readonly Tensor images;
    private readonly Tensor labels;

    protected ImportanceContender(DigitsCase sizes, Device device)
    {
        random.manual_seed(1);
        Model = new MeasuredTransformer(sizes.Shape);
        Model.to(device);
        Model.Lora.FreezeBase();
        images = randn(sizes.Batch, sizes.Shape.ImageHeight, sizes.Shape.ImageWidth, device: device);
        labels = randint(0, sizes.Shape.Classes, [sizes.Batch], device: device);
    }

    protected MeasuredTransformer Model { get; }

    public override void Dispose()
    {
        Model.Dispose();
        images.Dispose();
        labels.Dispose();
    }

    protected Tensor Loss() => nn.functional.cross_entropy(Model.forward(images), labels);
}
