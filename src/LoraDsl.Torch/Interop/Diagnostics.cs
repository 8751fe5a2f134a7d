namespace TorchSharp.Interop;

/// <summary>Counters of the native side, for tests and benchmarks.</summary>
internal static class Diagnostics
{
    /// <summary>The number of native tensors that managed code holds references to.</summary>
    public static long LiveTensors => NativeMethods.ltorch_tensor_live();

    /// <summary>The most bytes of CPU tensors that lived at once since <see cref="ResetPeakBytes"/>, those living at that moment included if they were allocated after its first call.</summary>
    public static long PeakBytes => NativeMethods.ltorch_peak_bytes();

    /// <summary>Starts a new measurement. Nothing is counted, and nothing is slowed down, before the first call.</summary>
    public static void ResetPeakBytes() => NativeMethods.ltorch_peak_reset();
}
