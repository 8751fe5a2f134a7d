namespace LoraDsl.Benchmarks.Measurement;

/// <summary>
/// The most bytes of tensors that live at once while work is done, beyond those that lived before. Only the stand-in counts them: this
/// is the one place where it and the TorchSharp package differ for the benchmarks.
/// </summary>
internal static class PeakBytes
{
#if TORCH_SYSTEM
    public const bool AreCounted = true;

    public static long Of(Action work)
    {
        TorchSharp.Interop.Diagnostics.ResetPeakBytes();
        var before = TorchSharp.Interop.Diagnostics.PeakBytes;
        work();
        return TorchSharp.Interop.Diagnostics.PeakBytes - before;
    }
#else
    public const bool AreCounted = false;

    public static long Of(Action work) => throw new NotSupportedException("The TorchSharp package does not count the bytes of tensors.");
#endif
}
