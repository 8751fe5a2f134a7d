using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Runtime.Tests.Training.Recompute;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.StandInOnly;

/// <summary>What a recomputed pass keeps. Only the stand-in counts the bytes.</summary>
public sealed class RecomputeMemoryTests
{
    private const long Rows = 3000;
    private const long Width = 24;
    private const long ActivationBytes = Rows * Width * sizeof(float);

    [Fact]
    public void Beyond_its_output_a_pass_keeps_the_random_state_alone()
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new Mixed(Width));
        var x = randn(Rows, Width, requires_grad: true);
        var before = LiveBytes();
        using var y = ActivationRecompute.Run(model, x);
        Assert.InRange(LiveBytes() - before, ActivationBytes, ActivationBytes + 10_000);
    }

    [Fact]
    public void After_the_backward_pass_the_gradients_alone_are_left()
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new Mixed(Width));
        model.Lora.FreezeBase();
        var x = randn(Rows, Width);
        Step();
        var (tensors, bytes) = (Diagnostics.LiveTensors, LiveBytes());
        Step();
        Assert.Equal((tensors, bytes), (Diagnostics.LiveTensors, LiveBytes()));

        void Step()
        {
            using var step = NewDisposeScope();
            ActivationRecompute.Run(model, x).sum().backward();
        }
    }

    [Fact]
    public void More_blocks_cost_a_step_their_inputs_alone()
    {
        var (few, many) = (Peak(recomputes: true, depth: 2), Peak(recomputes: true, depth: 8));
        Assert.InRange(many - few, 6 * ActivationBytes, 7 * ActivationBytes);
        Assert.True(Peak(recomputes: false, depth: 8) > 2 * many);
    }

    private static long Peak(bool recomputes, int depth)
    {
        using var scope = NewDisposeScope();
        using var model = new RecomputedNet(recomputes, Width, depth);
        model.Lora.FreezeBase();
        var x = randn(Rows, Width);
        var before = LiveBytes();
        using var step = NewDisposeScope();
        model.forward(x).square().mean().backward();
        return Diagnostics.PeakBytes - before;
    }

    private static long LiveBytes()
    {
        Diagnostics.ResetPeakBytes();
        return Diagnostics.PeakBytes;
    }
}
