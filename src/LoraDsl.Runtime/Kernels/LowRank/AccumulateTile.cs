using System.Runtime.CompilerServices;
using LoraDsl.Kernels.Cpu;

namespace LoraDsl.Kernels.LowRank;

/// <summary>G += Hᵀ·X over some rows, where H has as many columns as ranks and G as many rows: vectors lie along the columns of X.</summary>
internal static unsafe class AccumulateTile
{
    /// <summary>Columns that are copied together: two of the widest vectors.</summary>
    public const int StripWidth = 32;

    private const int Ranks = 4;

    /// <summary>Adds the products of some rows.</summary>
    /// <param name="sums">G, contiguous.</param>
    /// <param name="columns">Columns of G and X.</param>
    /// <param name="h">The first row of H.</param>
    /// <param name="width">Values from a row of H to the next.</param>
    /// <param name="rank">Columns of H, rows of G.</param>
    /// <param name="x">The first row of X.</param>
    /// <param name="stride">Values from a row of X to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="strip">Room for <see cref="StripWidth"/> values of each row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector, TElement>(
        float* sums, nint columns, float* h, nint width, int rank, TElement* x, nint stride, int rows, float* strip)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        nint column = 0;
        for (; column <= columns - (2 * TLanes.Count); column += 2 * TLanes.Count)
        {
            if (rank <= Ranks)
            {
                TwoVectors<TLanes, TVector, TElement>(sums + column, columns, h, width, 0, rank - 1, x + column, stride, rows);
                continue;
            }

            // Rows that lie a multiple of 4 KiB apart share one set of the first cache: what is read for several ranks is put together first.
            Copy<TLanes, TVector, TElement>(x + column, stride, rows, strip);
            for (var first = 0; first < rank; first += Ranks)
                TwoVectors<TLanes, TVector, float>(sums + column, columns, h, width, first, rank - 1, strip, 2 * TLanes.Count, rows);
        }

        for (; column <= columns - TLanes.Count; column += TLanes.Count)
            OneVector<TLanes, TVector, TElement>(sums + column, columns, h, width, rank, x + column, stride, rows);
        for (; column <= columns - Lanes128.Count; column += Lanes128.Count)
            OneVector<Lanes128, System.Runtime.Intrinsics.Vector128<float>, TElement>(sums + column, columns, h, width, rank, x + column, stride, rows);
        for (; column < columns; column++)
            OneVector<Lanes1, float, TElement>(sums + column, columns, h, width, rank, x + column, stride, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<TLanes, TVector, TElement>(TElement* x, nint stride, int rows, float* strip)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        for (var row = 0; row < rows; row++)
        {
            TLanes.Store(strip, Elements.Load<TLanes, TVector, TElement>(x));
            TLanes.Store(strip + TLanes.Count, Elements.Load<TLanes, TVector, TElement>(x + TLanes.Count));
            strip += 2 * TLanes.Count;
            x += stride;
        }
    }

    // Ranks beyond the last one stand for it: their sums are read before any is written.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoVectors<TLanes, TVector, TElement>(
        float* sums, nint columns, float* h, nint width, int first, int last, TElement* x, nint stride, int rows)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        nint rank1 = Math.Min(first + 1, last), rank2 = Math.Min(first + 2, last), rank3 = Math.Min(first + 3, last);
        var g0 = sums + (first * columns);
        var g1 = sums + (rank1 * columns);
        var g2 = sums + (rank2 * columns);
        var g3 = sums + (rank3 * columns);
        var sum00 = TLanes.Load(g0);
        var sum01 = TLanes.Load(g0 + TLanes.Count);
        var sum10 = TLanes.Load(g1);
        var sum11 = TLanes.Load(g1 + TLanes.Count);
        var sum20 = TLanes.Load(g2);
        var sum21 = TLanes.Load(g2 + TLanes.Count);
        var sum30 = TLanes.Load(g3);
        var sum31 = TLanes.Load(g3 + TLanes.Count);
        for (var row = 0; row < rows; row++)
        {
            var x0 = Elements.Load<TLanes, TVector, TElement>(x);
            var x1 = Elements.Load<TLanes, TVector, TElement>(x + TLanes.Count);
            var factor = TLanes.Broadcast(h[first]);
            sum00 = TLanes.MultiplyAdd(factor, x0, sum00);
            sum01 = TLanes.MultiplyAdd(factor, x1, sum01);
            factor = TLanes.Broadcast(h[rank1]);
            sum10 = TLanes.MultiplyAdd(factor, x0, sum10);
            sum11 = TLanes.MultiplyAdd(factor, x1, sum11);
            factor = TLanes.Broadcast(h[rank2]);
            sum20 = TLanes.MultiplyAdd(factor, x0, sum20);
            sum21 = TLanes.MultiplyAdd(factor, x1, sum21);
            factor = TLanes.Broadcast(h[rank3]);
            sum30 = TLanes.MultiplyAdd(factor, x0, sum30);
            sum31 = TLanes.MultiplyAdd(factor, x1, sum31);
            h += width;
            x += stride;
        }

        TLanes.Store(g0, sum00);
        TLanes.Store(g0 + TLanes.Count, sum01);
        TLanes.Store(g1, sum10);
        TLanes.Store(g1 + TLanes.Count, sum11);
        TLanes.Store(g2, sum20);
        TLanes.Store(g2 + TLanes.Count, sum21);
        TLanes.Store(g3, sum30);
        TLanes.Store(g3 + TLanes.Count, sum31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneVector<TLanes, TVector, TElement>(
        float* sums, nint columns, float* h, nint width, int rank, TElement* x, nint stride, int rows)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        for (var first = 0; first < rank; first += Ranks)
        {
            nint rank1 = Math.Min(first + 1, rank - 1), rank2 = Math.Min(first + 2, rank - 1), rank3 = Math.Min(first + 3, rank - 1);
            var g0 = sums + (first * columns);
            var g1 = sums + (rank1 * columns);
            var g2 = sums + (rank2 * columns);
            var g3 = sums + (rank3 * columns);
            var sum0 = TLanes.Load(g0);
            var sum1 = TLanes.Load(g1);
            var sum2 = TLanes.Load(g2);
            var sum3 = TLanes.Load(g3);
            for (var row = 0; row < rows; row++)
            {
                var values = Elements.Load<TLanes, TVector, TElement>(x + (row * stride));
                var factors = h + (row * width);
                sum0 = TLanes.MultiplyAdd(TLanes.Broadcast(factors[first]), values, sum0);
                sum1 = TLanes.MultiplyAdd(TLanes.Broadcast(factors[rank1]), values, sum1);
                sum2 = TLanes.MultiplyAdd(TLanes.Broadcast(factors[rank2]), values, sum2);
                sum3 = TLanes.MultiplyAdd(TLanes.Broadcast(factors[rank3]), values, sum3);
            }

            TLanes.Store(g0, sum0);
            TLanes.Store(g1, sum1);
            TLanes.Store(g2, sum2);
            TLanes.Store(g3, sum3);
        }
    }
}
