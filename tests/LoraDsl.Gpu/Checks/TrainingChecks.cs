using Shared.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Gpu.Checks;

/// <summary>Adapters and whole training steps, compared with the processor's.</summary>
internal static class TrainingChecks
{
    public static readonly DeviceCheck[] All =
    [
        new("Generated adapters: output and gradients as on the processor", Adapters),
        new("Dropout of an adapter's input is the same in its output and its gradient, and repeats from a seed", Dropouts),
        new("Twenty steps of AdamW end where the processor's end", Steps),
        new("An optimizer's state that was saved on the processor continues on the device", States),
    ];

    private static void Adapters(Device device)
    {
        using AdaptedModel here = new(CPU), there = new(device);
        Fill(here, 4);
        CopyTo(there, here);
        here.eval();
        there.eval();
        using var generator = new Generator(6);
        var input = randn(9, 12, generator: generator);
        Tensor expected = here.forward(input), actual = there.forward(input.to(device));
        Demand.Close(expected, actual, "the output");
        expected.square().sum().backward();
        actual.square().sum().backward();
        var wanted = here.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.grad);
        foreach (var (name, parameter) in there.named_parameters())
        {
            Demand.That(parameter.device_type == device.type, $"{name} is on {parameter.device}");
            Demand.That(wanted[name] is null == parameter.grad is null, $"{name} has a gradient on one side only");
            if (parameter.grad is { } gradient)
                Demand.Close(wanted[name]!, gradient, name);
        }
    }

    private static void Dropouts(Device device)
    {
        using var model = new DroppingModel(device);
        model.PassOn();
        model.train();
        var x = ones(256, DroppingModel.Size, device: device, requires_grad: true);
        random.manual_seed(3);
        var (first, second) = (Dropped(), Dropped());
        random.manual_seed(3);
        Demand.Close(first, Dropped(), "the same seed", 1e-5);
        Demand.That((first - second).abs().max().item<float>() > 1, "two passes dropped the same");
        var (kept, scale) = (first.ne(0).to(float32), 1 / (1 - DroppingModel.Probability));
        Demand.Close(kept * scale, first, "what is kept", 1e-5);
        var part = kept.mean().item<float>();
        Demand.That(Math.Abs(part - (1 - DroppingModel.Probability)) < 0.1, $"{part} of the values were kept");

        Tensor Dropped()
        {
            var y = model.forward(x);
            var gradient = autograd.grad([y.sum()], [x])[0] - model.Base.weight.sum(dim: 0);
            var change = (y - model.Base.forward(x)).detach();
            Demand.Close(change, gradient, "the gradient", 1e-5);
            return change.narrow(1, 0, DroppingModel.Rank);
        }
    }

    private static void Steps(Device device) =>
        Demand.Close(Train(CPU, 20, null), Train(device, 20, null), "the loss after 20 steps", 0.02);

    private static void States(Device device)
    {
        var path = Path.GetTempFileName();
        try
        {
            Demand.Close(Train(CPU, 5, path), Train(device, 5, path), "the loss after a continuation", 0.02);
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Where a file is given, an optimizer on the processor makes its first step, and another one goes on from its state.
    private static Tensor Train(Device device, int steps, string? file)
    {
        using var model = new VisionTransformer(new TransformerShape(8, 8, 2, 4) { Depth = 1 });
        Fill(model, 3);
        using var generator = new Generator(8);
        var images = randn(16, 8, 8, generator: generator);
        var labels = randint(0, 10, [16], generator: generator);
        if (file is not null)
        {
            using var first = optim.AdamW(model.parameters(), 1e-3);
            Step(model, first, images, labels);
            first.save_state_dict(file);
        }

        model.to(device);
        using var optimizer = optim.AdamW(model.parameters(), 1e-3);
        if (file is not null)
            optimizer.load_state_dict(file);
        (images, labels) = (images.to(device), labels.to(device));
        var loss = zeros(1);
        for (var step = 0; step < steps; step++)
            loss = Step(model, optimizer, images, labels);
        return loss;
    }

    private static Tensor Step(VisionTransformer model, optim.Optimizer optimizer, Tensor images, Tensor labels)
    {
        optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(model.forward(images), labels);
        loss.backward();
        optimizer.step();
        return loss.detach();
    }

    private static void Fill(nn.Module model, ulong seed)
    {
        using var untracked = no_grad();
        using var generator = new Generator(seed);
        foreach (var (_, parameter) in model.named_parameters())
            parameter.copy_(randn(parameter.shape, generator: generator) * 0.2);
    }

    private static void CopyTo(nn.Module target, nn.Module source)
    {
        using var untracked = no_grad();
        foreach (var (mine, its) in target.parameters().Zip(source.parameters()))
            mine.copy_(its);
    }
}
