using LoraDsl.Benchmarks.Measurement;
using Shared.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.TrainStep;

/// <summary>A step of the sample's trainer: gradients to zero, forward, loss, backward, AdamW.</summary>
internal sealed class TrainStepContender : ManagedContender
{
    private readonly PlainTransformer model;
    private readonly optim.Optimizer optimizer;
    private readonly Tensor images;
    private readonly Tensor labels;

    public TrainStepContender(TrainStepCase sizes, Device device)
    {
        random.manual_seed(1);
        model = new PlainTransformer(sizes.Shape);
        model.to(device);
        optimizer = optim.AdamW(model.parameters(), 1e-3, weight_decay: 0.01);
        images = randn(sizes.Batch, sizes.Shape.ImageHeight, sizes.Shape.ImageWidth, device: device);
        labels = randint(0, sizes.Shape.Classes, [sizes.Batch], device: device);
    }

    public override string Name => "c#";

    public override void Step()
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(model.forward(images), labels);
        loss.backward();
        optimizer.step();
        loss.item<float>();
    }

    public override void Dispose()
    {
        optimizer.Dispose();
        model.Dispose();
        images.Dispose();
        labels.Dispose();
    }
}
