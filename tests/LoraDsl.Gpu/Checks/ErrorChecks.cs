using static TorchSharp.torch;

namespace LoraDsl.Gpu.Checks;

/// <summary>Errors on the device, and that it works after them.</summary>
internal static class ErrorChecks
{
    public static readonly DeviceCheck[] All =
    [
        new("Shapes that do not fit are an exception", device => Demand.Throws(() => ones(2, 3, device: device).mm(ones(4, 5, device: device)), device, "mm")),
        new("Types that do not fit are an exception", device => Demand.Throws(() => ones(2, 2, device: device).mm(ones(2, 2, dtype: float64, device: device)), device, "mm")),
        new("Memory that is not there is an exception", device => Demand.Throws(() => empty(1L << 58, device: device), device, "empty")),
        new("Tensors on two devices are an exception", device => Demand.Throws(() => ones(2, 2, device: device).mm(ones(2, 2)), device, "mm"), NeedsGpu: true),
        new("A device that is not there is an exception", device => Demand.Throws(() => ones(2, device: new Device("cuda:99")), device, "ones")),
    ];
}
