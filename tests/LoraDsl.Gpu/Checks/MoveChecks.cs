using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Gpu.Checks;

/// <summary>Tensors and modules that move between devices.</summary>
internal static class MoveChecks
{
    public static readonly DeviceCheck[] All =
    [
        new("Tensors of every type move there and back unchanged", Tensors),
        new("A module moves with its parameters and buffers", Modules),
        new("A copy to the device runs beside the host and arrives whole", Asynchronous),
        new("A pinned tensor is copied asynchronously and arrives whole", Pinned, NeedsGpu: true),
        new("A state that is saved on the device is loaded on the processor", States),
    ];

    private static readonly ScalarType[] Types =
        [float32, float64, float16, bfloat16, int8, int16, int32, int64, @bool];

    private static void Tensors(Device device)
    {
        var source = arange(-6, 6).view(3, 4);
        foreach (var type in Types)
        {
            var here = source.to(type);
            var there = here.to(device);
            Demand.That(there.device_type == device.type && there.dtype == type, $"{type} is {there.dtype} on {there.device}");
            Demand.That(here.equal(there.cpu()).all().item<bool>(), $"{type} came back changed");
            Demand.That(here.t().equal(there.t().cpu()).all().item<bool>(), $"{type}, transposed, came back changed");
        }
    }

    private static void Modules(Device device)
    {
        using var model = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU());
        model.to(device);
        foreach (var (name, tensor) in model.state_dict())
            Demand.That(tensor.device_type == device.type, $"{name} stayed on {tensor.device}");
        Demand.That(model.forward(randn(2, 3, 6, 6, device: device)).device_type == device.type, "the output is elsewhere");
    }

    private static void Asynchronous(Device device)
    {
        var source = randn(1 << 20);
        var copies = Enumerable.Range(0, 8).Select(i => (source + i).to(device, non_blocking: true) - i).ToArray();
        foreach (var copy in copies)
            Demand.Close(source, copy, "a copy", 1e-5);
    }

    private static void Pinned(Device device)
    {
        var pinned = randn(1 << 20).pin_memory();
        var there = pinned.to(device, non_blocking: true);
        cuda.synchronize();
        Demand.Close(pinned, there, "a pinned tensor", 0);
    }

    private static void States(Device device)
    {
        using var source = nn.Linear(5, 3);
        source.to(device);
        using var target = nn.Linear(5, 3);
        using var file = new MemoryStream();
        source.save(file);
        using var saved = new MemoryStream(file.ToArray());
        target.load(saved);
        Demand.Close(source.weight!, target.weight!, "the weight", 0);
        Demand.That(target.weight!.device_type == DeviceType.CPU, "loading moved the target");
    }
}
