using System.Runtime.CompilerServices;
using LoraDsl.Kernels.Cpu;

namespace LoraDsl.Kernels.LowRank;

/// <summary>
/// Some rows of X·P, where P has a row for each column of X and as many columns as ranks: vectors lie along the ranks, so that a value
/// of X is read once and nothing has to be added up across a vector.
/// </summary>
internal static unsafe class ReduceTile
{
    /// <summary>Rows that are worked on together: their sums hide each other's latency.</summary>
    public const int Rows = 8;

    /// <summary>Writes s·X·P for at most <see cref="Rows"/> rows.</summary>
    /// <param name="x">The first row of X.</param>
    /// <param name="stride">Values from a row of X to the next.</param>
    /// <param name="rows">How many rows there are; the places of those beyond are written with the last one's sums.</param>
    /// <param name="columns">Columns of X, rows of P.</param>
    /// <param name="packed">P, its rows filled up with zeros to <paramref name="width"/>.</param>
    /// <param name="width">Columns of P and of the target, a multiple of the vector.</param>
    /// <param name="target">Room for <see cref="Rows"/> rows.</param>
    /// <param name="scaling">s.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector, TElement>(
        TElement* x, nint stride, int rows, nint columns, float* packed, nint width, float* target, float scaling)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        nint rank = 0;
        for (; rank <= width - (2 * TLanes.Count); rank += 2 * TLanes.Count)
        {
            TwoVectors<TLanes, TVector, TElement>(x, stride, rows, columns, packed + rank, width, target + rank, scaling);
            if (rows > Rows / 2)
            {
                TwoVectors<TLanes, TVector, TElement>(
                    x + (Rows / 2 * stride), stride, rows - (Rows / 2), columns, packed + rank, width, target + (Rows / 2 * width) + rank, scaling);
            }
        }

        if (rank < width)
            OneVector<TLanes, TVector, TElement>(x, stride, rows, columns, packed + rank, width, target + rank, scaling);
    }

    // Eight rows by one vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneVector<TLanes, TVector, TElement>(
        TElement* x, nint stride, int rows, nint columns, float* packed, nint width, float* target, float scaling)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        var last = x + ((rows - 1) * stride);
        var x1 = rows > 1 ? x + stride : last;
        var x2 = rows > 2 ? x + (2 * stride) : last;
        var x3 = rows > 3 ? x + (3 * stride) : last;
        var x4 = rows > 4 ? x + (4 * stride) : last;
        var x5 = rows > 5 ? x + (5 * stride) : last;
        var x6 = rows > 6 ? x + (6 * stride) : last;
        var x7 = rows > 7 ? x + (7 * stride) : last;
        TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        for (nint column = 0; column < columns; column++)
        {
            var factor = TLanes.Load(packed);
            sum0 = TLanes.MultiplyAdd(Elements.Broadcast<TLanes, TVector, TElement>(x + column), factor, sum0);
            sum1 = TLanes.MultiplyAdd(Elements.Broadcast<TLanes, TVector, TElement>(x1 + column), factor, sum1);
            sum2 = TLanes.MultiplyAdd(Elements.Broadcast<TLanes, TVector, TElement>(x2 + column), factor, sum2);
            sum3 = TLanes.MultiplyAdd(Elements.Broadcast<TLanes, TVector, TElement>(x3 + column), factor, sum3);
            sum4 = TLanes.MultiplyAdd(Elements.Broadcast<TLanes, TVector, TElement>(x4 + column), factor, sum4);
            sum5 = TLanes.MultiplyAdd(Elements.Broadcast<TLanes, TVector, TElement>(x5 + column), factor, sum5);
            sum6 = TLanes.MultiplyAdd(Elements.Broadcast<TLanes, TVector, TElement>(x6 + column), factor, sum6);
            sum7 = TLanes.MultiplyAdd(Elements.Broadcast<TLanes, TVector, TElement>(x7 + column), factor, sum7);
            packed += width;
        }

        var s = TLanes.Broadcast(scaling);
        TLanes.Store(target, TLanes.Multiply(sum0, s));
        TLanes.Store(target + width, TLanes.Multiply(sum1, s));
        TLanes.Store(target + (2 * width), TLanes.Multiply(sum2, s));
        TLanes.Store(target + (3 * width), TLanes.Multiply(sum3, s));
        TLanes.Store(target + (4 * width), TLanes.Multiply(sum4, s));
        TLanes.Store(target + (5 * width), TLanes.Multiply(sum5, s));
        TLanes.Store(target + (6 * width), TLanes.Multiply(sum6, s));
        TLanes.Store(target + (7 * width), TLanes.Multiply(sum7, s));
    }

    // Four rows by two vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoVectors<TLanes, TVector, TElement>(
        TElement* x, nint stride, int rows, nint columns, float* packed, nint width, float* target, float scaling)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        var last = x + ((rows - 1) * stride);
        var x1 = rows > 1 ? x + stride : last;
        var x2 = rows > 2 ? x + (2 * stride) : last;
        var x3 = rows > 3 ? x + (3 * stride) : last;
        TVector sum00 = default, sum01 = default, sum10 = default, sum11 = default, sum20 = default, sum21 = default, sum30 = default, sum31 = default;
        for (nint column = 0; column < columns; column++)
        {
            var factor0 = TLanes.Load(packed);
            var factor1 = TLanes.Load(packed + TLanes.Count);
            var value = Elements.Broadcast<TLanes, TVector, TElement>(x + column);
            sum00 = TLanes.MultiplyAdd(value, factor0, sum00);
            sum01 = TLanes.MultiplyAdd(value, factor1, sum01);
            value = Elements.Broadcast<TLanes, TVector, TElement>(x1 + column);
            sum10 = TLanes.MultiplyAdd(value, factor0, sum10);
            sum11 = TLanes.MultiplyAdd(value, factor1, sum11);
            value = Elements.Broadcast<TLanes, TVector, TElement>(x2 + column);
            sum20 = TLanes.MultiplyAdd(value, factor0, sum20);
            sum21 = TLanes.MultiplyAdd(value, factor1, sum21);
            value = Elements.Broadcast<TLanes, TVector, TElement>(x3 + column);
            sum30 = TLanes.MultiplyAdd(value, factor0, sum30);
            sum31 = TLanes.MultiplyAdd(value, factor1, sum31);
            packed += width;
        }

        var s = TLanes.Broadcast(scaling);
        Store<TLanes, TVector>(target, TLanes.Multiply(sum00, s), TLanes.Multiply(sum01, s));
        Store<TLanes, TVector>(target + width, TLanes.Multiply(sum10, s), TLanes.Multiply(sum11, s));
        Store<TLanes, TVector>(target + (2 * width), TLanes.Multiply(sum20, s), TLanes.Multiply(sum21, s));
        Store<TLanes, TVector>(target + (3 * width), TLanes.Multiply(sum30, s), TLanes.Multiply(sum31, s));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TVector>(float* target, TVector first, TVector second)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
    {
        TLanes.Store(target, first);
        TLanes.Store(target + TLanes.Count, second);
    }
}
