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

    /// <summary>Bytes of P that stay in a core's first cache while the rows pass by.</summary>
    private const int PanelBytes = 24 * 1024;

    /// <summary>Writes X·P.</summary>
    /// <param name="x">The first row of X.</param>
    /// <param name="stride">Values from a row of X to the next.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">Columns of X, rows of P.</param>
    /// <param name="packed">P, its rows filled up with zeros to <paramref name="width"/>.</param>
    /// <param name="width">Columns of P and of the target, a multiple of the vector.</param>
    /// <param name="target">Room for the rows, their number rounded up to <see cref="Rows"/>: those beyond the last one become its copies.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector, TElement>(
        TElement* x, nint stride, int rows, nint columns, float* packed, nint width, float* target)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        var panel = PanelBytes / sizeof(float) / width;
        for (nint left = 0; left < columns; left += panel)
        {
            var count = Math.Min(panel, columns - left);
            for (var row = 0; row < rows; row += Rows)
            {
                Strip<TLanes, TVector, TElement>(
                    x + (row * stride) + left, stride, rows - row, count, packed + (left * width), width, target + (row * width), isFirst: left == 0);
            }
        }
    }

    // As many ranks at a time as leave eight sums.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Strip<TLanes, TVector, TElement>(
        TElement* x, nint stride, int rows, nint columns, float* packed, nint width, float* target, bool isFirst)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        nint rank = 0;
        for (; rank <= width - (2 * TLanes.Count); rank += 2 * TLanes.Count)
        {
            for (var row = 0; row < Math.Min(Rows, rows); row += Rows / 2)
            {
                TwoVectors<TLanes, TVector, TElement>(
                    x + (row * stride), stride, rows - row, columns, packed + rank, width, target + (row * width) + rank, isFirst);
            }
        }

        if (rank < width)
            OneVector<TLanes, TVector, TElement>(x, stride, rows, columns, packed + rank, width, target + rank, isFirst);
    }

    // Eight rows by one vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneVector<TLanes, TVector, TElement>(
        TElement* x, nint stride, int rows, nint columns, float* packed, nint width, float* target, bool isFirst)
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
        var sum0 = isFirst ? default : TLanes.Load(target);
        var sum1 = isFirst ? default : TLanes.Load(target + width);
        var sum2 = isFirst ? default : TLanes.Load(target + (2 * width));
        var sum3 = isFirst ? default : TLanes.Load(target + (3 * width));
        var sum4 = isFirst ? default : TLanes.Load(target + (4 * width));
        var sum5 = isFirst ? default : TLanes.Load(target + (5 * width));
        var sum6 = isFirst ? default : TLanes.Load(target + (6 * width));
        var sum7 = isFirst ? default : TLanes.Load(target + (7 * width));
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

        TLanes.Store(target, sum0);
        TLanes.Store(target + width, sum1);
        TLanes.Store(target + (2 * width), sum2);
        TLanes.Store(target + (3 * width), sum3);
        TLanes.Store(target + (4 * width), sum4);
        TLanes.Store(target + (5 * width), sum5);
        TLanes.Store(target + (6 * width), sum6);
        TLanes.Store(target + (7 * width), sum7);
    }

    // Four rows by two vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoVectors<TLanes, TVector, TElement>(
        TElement* x, nint stride, int rows, nint columns, float* packed, nint width, float* target, bool isFirst)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        var last = x + ((rows - 1) * stride);
        var x1 = rows > 1 ? x + stride : last;
        var x2 = rows > 2 ? x + (2 * stride) : last;
        var x3 = rows > 3 ? x + (3 * stride) : last;
        var sum00 = isFirst ? default : TLanes.Load(target);
        var sum01 = isFirst ? default : TLanes.Load(target + TLanes.Count);
        var sum10 = isFirst ? default : TLanes.Load(target + width);
        var sum11 = isFirst ? default : TLanes.Load(target + width + TLanes.Count);
        var sum20 = isFirst ? default : TLanes.Load(target + (2 * width));
        var sum21 = isFirst ? default : TLanes.Load(target + (2 * width) + TLanes.Count);
        var sum30 = isFirst ? default : TLanes.Load(target + (3 * width));
        var sum31 = isFirst ? default : TLanes.Load(target + (3 * width) + TLanes.Count);
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

        Store<TLanes, TVector>(target, sum00, sum01);
        Store<TLanes, TVector>(target + width, sum10, sum11);
        Store<TLanes, TVector>(target + (2 * width), sum20, sum21);
        Store<TLanes, TVector>(target + (3 * width), sum30, sum31);
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
