#if TORCH_SYSTEM
using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Plans;

/// <summary>What a pass keeps for its backward pass. Only the stand-in counts the bytes.</summary>
public sealed class PlanMemoryTests
{
    private const long Rows = 2000;
    private const long In = 160;
    private const long Out = 120;
    private const long Rank = 3;
    private const long Slack = 2048;

    [Fact]
    public void Beyond_the_output_a_pass_keeps_h_or_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = new Planned(In, Out);
        model.Lora.FreezeBase();
        var x = randn(Rows, In, requires_grad: true);
        Check(model.Operators, Rows * Rank * sizeof(float));
        Check(model.Kernels, Rows * Rank * sizeof(float));
        Check(model.Recompute, 0);
        Check(model.Merged, 0);

        void Check(LayerAdapter adapter, long kept)
        {
            // The buffer that merged weights take turns with stays from the first pass on.
            adapter.forward(x).Dispose();
            var before = LiveBytes();
            using var y = adapter.forward(x);
            Assert.InRange(LiveBytes() - before, (Rows * Out * sizeof(float)) + kept, (Rows * Out * sizeof(float)) + kept + Slack);
        }
    }

    private static long LiveBytes()
    {
        Diagnostics.ResetPeakBytes();
        return Diagnostics.PeakBytes;
    }
}
#endif
