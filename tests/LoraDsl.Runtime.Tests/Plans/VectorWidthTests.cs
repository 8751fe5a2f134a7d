using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LoraDsl.Kernels.Cpu;
using LoraDsl.Kernels.LowRank;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Plans;

/// <summary>The tiles with every width of vectors, the portable one included, whatever the processor would choose.</summary>
public sealed class VectorWidthTests
{
    private const int Rows = 21;
    private const int Columns = 75;
    private const int Rank = 13;
    private const int Width = 16;
    private const double Tolerance = 1e-4;

    [Fact]
    public void Portable_vectors_of_four_values() => Check<Lanes128, Vector128<float>>(true);

    [Fact]
    public void Vectors_of_eight_values_where_there_are() => Check<Lanes256, Vector256<float>>(Vector256.IsHardwareAccelerated);

    [Fact]
    public void Vectors_of_sixteen_values_where_there_are() => Check<Lanes512, Vector512<float>>(Vector512.IsHardwareAccelerated);

    private static unsafe void Check<TLanes, TVector>(bool isThere)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
    {
        if (!isThere)
            return;
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var (x, factor) = (randn(Rows, Columns), nn.functional.pad(randn(Columns, Rank), [0, Width - Rank]));
        var reduced = zeros(24, Width);
        var (h, q, y) = (randn(Rows, Rank), randn(Rank, Columns), randn(Rows, Columns));
        var (sums, strip) = (randn(Rank, Columns), empty(Rows, AccumulateTile.StripWidth));
        var (expectedY, expectedSums) = (y + h.mm(q), sums + h.t().mm(x));
        fixed (float* px = Floats(x), pf = Floats(factor), pr = Floats(reduced), ph = Floats(h), pq = Floats(q), py = Floats(y), ps = Floats(sums), room = Floats(strip))
        {
            ReduceTile.Run<TLanes, TVector, float>(px, Columns, Rows, Columns, pf, Width, pr);
            ExpandTile.Run<TLanes, TVector, float>(py, Columns, Rows, Columns, ph, Rank, pq, Rank);
            AccumulateTile.Run<TLanes, TVector, float>(ps, Columns, ph, Rank, Rank, px, Columns, Rows, room);
        }

        Assert.InRange(Models.Reference.MaxDifference(x.mm(factor), reduced.narrow(0, 0, Rows)), 0, Tolerance);
        Assert.InRange(Models.Reference.MaxDifference(expectedY, y), 0, Tolerance);
        Assert.InRange(Models.Reference.MaxDifference(expectedSums, sums), 0, Tolerance);
    }

    private static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
