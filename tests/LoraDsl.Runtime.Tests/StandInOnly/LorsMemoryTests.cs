using LoraDsl.Kernels;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.StandInOnly;

/// <summary>What a layer holds between its passes. Only the stand-in counts the bytes.</summary>
public sealed class LorsMemoryTests
{
    private const long In = 200;
    private const long Out = 150;
    private const long Rows = 10;
    private const long WeightBytes = In * Out * sizeof(float);

    [Theory]
    [InlineData(LorsMode.StraightThrough)]
    [InlineData(LorsMode.Exact)]
    public void Between_forward_and_backward_nothing_of_the_weights_size_lives_but_the_shared_buffer(LorsMode mode)
    {
        using var scope = NewDisposeScope();
        using var model = LorsAdapters.Linear(In, Out, mode);
        model.Lora.FreezeBase();
        var x = randn(Rows, In, requires_grad: true);
        MaskedMerge.FreeBuffers();

        var before = LiveBytes();
        var y = model.forward(x);
        var after = LiveBytes() - before;
        Assert.InRange(after, WeightBytes, WeightBytes + (Rows * Out * sizeof(float)) + 1024);
        model.forward(x).Dispose();
        Assert.InRange(LiveBytes() - before, 0, after + 1024);
        MaskedMerge.FreeBuffers();
        Assert.InRange(LiveBytes() - before, 0, (Rows * Out * sizeof(float)) + 1024);

        y.sum().backward();
        MaskedMerge.FreeBuffers();
        Assert.InRange(LiveBytes() - before, 0, WeightBytes / 2);
    }

    private static long LiveBytes()
    {
        Diagnostics.ResetPeakBytes();
        return Diagnostics.PeakBytes;
    }
}
