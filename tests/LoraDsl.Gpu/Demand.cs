using static TorchSharp.torch;

namespace LoraDsl.Gpu;

/// <summary>What checks demand.</summary>
internal static class Demand
{
    public static void That(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException(what);
    }

    /// <summary>The same elements up to rounding, wherever they are.</summary>
    public static void Close(Tensor expected, Tensor actual, string what, double tolerance = 1e-3)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (expected.detach().cpu().to(float64), actual.detach().cpu().to(float64));
        That(a.shape.SequenceEqual(b.shape), $"{what}: [{string.Join(", ", a.shape)}] was expected, not [{string.Join(", ", b.shape)}]");
        var distance = ((a - b).abs() / a.abs().clamp(1)).max().item<double>();
        That(distance <= tolerance, FormattableString.Invariant($"{what}: off by {distance:g3}"));
    }

    /// <summary>An exception, and a device that still works after it.</summary>
    public static void Throws(Action act, Device device, string what)
    {
        var thrown = false;
        try
        {
            act();
        }
        catch (Exception error) when (error is System.Runtime.InteropServices.ExternalException or InvalidOperationException)
        {
            thrown = true;
        }

        That(thrown, $"{what}: no exception");
        That(ones(2, 2, device: device).sum().item<float>() == 4, $"{what}: the device does not work after it");
    }
}
