using TorchSharp.Interop;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.StandInOnly;

// Diagnostics is the stand-in's own, for benchmarks.
public sealed class PeakBytesTests
{
    [Fact]
    public void Peak_bytes_follow_the_tensors_that_live_at_once()
    {
        Diagnostics.ResetPeakBytes();
        var before = Diagnostics.PeakBytes;
        for (var i = 0; i < 3; i++)
        {
            using var block = empty(1 << 20);
        }

        Assert.InRange(Diagnostics.PeakBytes - before, 4L << 20, 5L << 20);
        using var two = empty(2 << 20);
        Assert.InRange(Diagnostics.PeakBytes - before, 8L << 20, 9L << 20);
    }
}
