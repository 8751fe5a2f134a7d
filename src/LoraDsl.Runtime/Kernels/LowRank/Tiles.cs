using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LoraDsl.Kernels.Cpu;

namespace LoraDsl.Kernels.LowRank;

/// <summary>The tiles with the widest vectors that the processor has and the sizes fill.</summary>
internal static unsafe class Tiles
{
    /// <summary>Columns of a packed factor: the rank, filled up to whole vectors of the kind that suits it.</summary>
    public static int WidthOf(int rank)
    {
        var vector = VectorFor(rank);
        return (rank + vector - 1) / vector * vector;
    }

    /// <inheritdoc cref="ReduceTile.Run{TLanes, TVector, TElement}"/>
    public static void Reduce<TElement>(
        TElement* x, nint stride, int rows, nint columns, float* packed, int rank, nint width, float* target)
        where TElement : unmanaged
    {
        if (VectorFor(rank) == Lanes512.Count)
            ReduceTile.Run<Lanes512, Vector512<float>, TElement>(x, stride, rows, columns, packed, width, target);
        else if (VectorFor(rank) == Lanes256.Count)
            ReduceTile.Run<Lanes256, Vector256<float>, TElement>(x, stride, rows, columns, packed, width, target);
        else
            ReduceTile.Run<Lanes128, Vector128<float>, TElement>(x, stride, rows, columns, packed, width, target);
    }

    /// <inheritdoc cref="ExpandTile.Run{TLanes, TVector, TElement}"/>
    public static void Expand<TElement>(TElement* y, nint stride, int rows, nint columns, float* h, nint width, float* q, int rank)
        where TElement : unmanaged
    {
        if (Avx512BW.IsSupported)
            ExpandTile.Run<Lanes512, Vector512<float>, TElement>(y, stride, rows, columns, h, width, q, rank);
        else if (Avx2.IsSupported)
            ExpandTile.Run<Lanes256, Vector256<float>, TElement>(y, stride, rows, columns, h, width, q, rank);
        else
            ExpandTile.Run<Lanes128, Vector128<float>, TElement>(y, stride, rows, columns, h, width, q, rank);
    }

    /// <inheritdoc cref="AccumulateTile.Run{TLanes, TVector, TElement}"/>
    public static void Accumulate<TElement>(float* sums, nint columns, float* h, nint width, int rank, TElement* x, nint stride, int rows, float* strip)
        where TElement : unmanaged
    {
        if (Avx512BW.IsSupported)
            AccumulateTile.Run<Lanes512, Vector512<float>, TElement>(sums, columns, h, width, rank, x, stride, rows, strip);
        else if (Avx2.IsSupported)
            AccumulateTile.Run<Lanes256, Vector256<float>, TElement>(sums, columns, h, width, rank, x, stride, rows, strip);
        else
            AccumulateTile.Run<Lanes128, Vector128<float>, TElement>(sums, columns, h, width, rank, x, stride, rows, strip);
    }

    private static int VectorFor(int rank) =>
        Avx512BW.IsSupported && rank > Lanes256.Count ? Lanes512.Count
        : Avx2.IsSupported && rank > Lanes128.Count ? Lanes256.Count
        : Lanes128.Count;
}
