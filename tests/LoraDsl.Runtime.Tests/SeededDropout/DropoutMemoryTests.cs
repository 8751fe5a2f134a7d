#if TORCH_SYSTEM
using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.SeededDropout;

/// <summary>What dropout keeps and takes. Only the stand-in counts the bytes.</summary>
public sealed class DropoutMemoryTests
{
    private const long Rows = 2000;
    private const long In = 160;
    private const long Out = 120;
    private const long Rank = 3;
    private const long Slack = 2048;
    private const long BytesOfY = Rows * Out * sizeof(float);
    private const long BytesOfH = Rows * Rank * sizeof(float);

    [Theory]
    [InlineData(0, BytesOfH)]
    [InlineData(1, BytesOfH)]
    [InlineData(2, BytesOfH)]
    [InlineData(3, 0)]
    public void Beyond_the_output_a_pass_keeps_what_it_keeps_without_dropout(int plan, long kept)
    {
        using var scope = NewDisposeScope();
        using var model = new Dropping(In, Out);
        model.Lora.FreezeBase();
        model.train();
        var x = randn(Rows, In, requires_grad: true);
        var before = LiveBytes();
        using var y = model.All[plan].Adapter.forward(x);
        Assert.InRange(LiveBytes() - before, BytesOfY + kept, BytesOfY + kept + Slack);
    }

    [Fact]
    public void The_kernels_take_what_they_take_without_dropout()
    {
        using var scope = NewDisposeScope();
        using var dropping = new Dropping(In, Out);
        using var plain = new Planned(In, Out);
        dropping.Lora.FreezeBase();
        plain.Lora.FreezeBase();
        dropping.train();
        var expected = Peaks(plain.Kernels);
        var actual = Peaks(dropping.Kernels);
        Assert.InRange(actual.Forward, expected.Forward - Slack, expected.Forward + Slack);
        Assert.InRange(actual.Backward, expected.Backward - Slack, expected.Backward + Slack);

        static (long Forward, long Backward) Peaks(LayerAdapter adapter)
        {
            using var scope = NewDisposeScope();
            var (x, gradient) = (randn(Rows, In, requires_grad: true), randn(Rows, Out));
            var before = LiveBytes();
            var y = adapter.forward(x);
            var forward = Diagnostics.PeakBytes - before;
            before = LiveBytes();
            y.backward([gradient]);
            return (forward, Diagnostics.PeakBytes - before);
        }
    }

    private static long LiveBytes()
    {
        Diagnostics.ResetPeakBytes();
        return Diagnostics.PeakBytes;
    }
}
#endif
