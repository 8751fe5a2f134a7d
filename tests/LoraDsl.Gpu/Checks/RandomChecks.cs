using static TorchSharp.torch;

namespace LoraDsl.Gpu.Checks;

/// <summary>Random numbers that are drawn on the device.</summary>
internal static class RandomChecks
{
    public static readonly DeviceCheck[] All =
    [
        new("A generator of the device repeats its draws from a seed", Generators),
        new("A generator's state brings its draws back", States),
        new("The seed of all devices repeats draws and dropout", Seeds),
        new("cuda.manual_seed repeats draws", CudaSeeds, NeedsGpu: true),
        new("A recomputed pass draws its dropout twice alike, and what follows anew", Recompute),
        new("Normal draws have mean 0 and deviation 1", Moments),
    ];

    private static void Generators(Device device)
    {
        using Generator first = new(11, device), second = new(11, device), third = new(12, device);
        var drawn = Draw(first, device);
        Demand.Close(drawn, Draw(second, device), "the same seed", 0);
        Demand.That(!drawn.allclose(Draw(third, device)), "another seed gave the same numbers");
        Demand.That(first.device.type == device.type, $"the generator is on {first.device}");
    }

    private static void States(Device device)
    {
        using var generator = new Generator(5, device);
        Draw(generator, device);
        var state = generator.get_state();
        var drawn = Draw(generator, device);
        generator.set_state(state);
        Demand.Close(drawn, Draw(generator, device), "the state", 0);
    }

    private static void Seeds(Device device)
    {
        Tensor[] Twice()
        {
            random.manual_seed(21);
            var x = randn(64, device: device);
            return [x, nn.functional.dropout(x, 0.5, training: true), rand(64, device: device), randint(0, 100, [64], device: device)];
        }

        foreach (var (one, other) in Twice().Zip(Twice()))
            Demand.Close(one, other, "the same seed", 0);
    }

    private static void CudaSeeds(Device device)
    {
        cuda.manual_seed(3);
        var one = randn(64, device: device);
        cuda.manual_seed_all(3);
        Demand.Close(one, randn(64, device: device), "the same seed", 0);
    }

    private static void Recompute(Device device)
    {
        var x = ones([64, 64], device: device, requires_grad: true);
        var drawn = new List<Tensor>();
        ActivationRecompute.Run(Dropped, x).sum().backward();
        Dropped(x);
        Demand.That(drawn.Count == 3, $"the pass ran {drawn.Count - 1} times");
        Demand.Close(drawn[0], drawn[1], "the second run", 0);
        Demand.Close(drawn[0], x.grad!, "the gradient", 0);
        Demand.That(!drawn[1].allclose(drawn[2]), "what follows the second run repeats its numbers");

        Tensor Dropped(Tensor input)
        {
            var output = nn.functional.dropout(input, 0.5, training: true);
            drawn.Add(output.detach().clone().DetachFromDisposeScope());
            return output;
        }
    }

    private static void Moments(Device device)
    {
        using var generator = new Generator(1, device);
        var drawn = randn(100_000, device: device, generator: generator);
        Demand.That(Math.Abs(drawn.mean().item<float>()) < 0.02, "the mean is off");
        Demand.That(Math.Abs(drawn.std().item<float>() - 1) < 0.02, "the deviation is off");
    }

    private static Tensor Draw(Generator generator, Device device) => randn(64, device: device, generator: generator);
}
