using System.Runtime.CompilerServices;
using LoraDsl.Kernels.Cpu;

namespace LoraDsl.Kernels.LowRank;

/// <summary>Some rows of Y += H·Q, where H has as many columns as ranks and Q as many rows: one pass over Y, in place.</summary>
internal static unsafe class ExpandTile
{
    /// <summary>Bytes of Q that stay in a core's first cache while the rows pass by.</summary>
    private const int PanelBytes = 24 * 1024;

    private const int LeastPanel = 64;

    private const int Rows = 4;

    /// <summary>Adds H·Q to some rows.</summary>
    /// <param name="y">The first row of Y.</param>
    /// <param name="stride">Values from a row of Y to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">Columns of Y and Q.</param>
    /// <param name="h">The first row of H.</param>
    /// <param name="width">Values from a row of H to the next.</param>
    /// <param name="q">Q, contiguous.</param>
    /// <param name="rank">Columns of H, rows of Q.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector, TElement>(
        TElement* y, nint stride, int rows, nint columns, float* h, nint width, float* q, nint rank)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        var panel = Math.Max(LeastPanel, PanelBytes / sizeof(float) / rank / LeastPanel * LeastPanel);
        for (nint left = 0; left < columns; left += panel)
        {
            var right = Math.Min(columns, left + panel);
            for (var row = 0; row < rows; row += Rows)
            {
                Strip<TLanes, TVector, TElement>(
                    y + (row * stride), stride, Math.Min(Rows, rows - row), left, right, columns, h + (row * width), width, q, rank);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Strip<TLanes, TVector, TElement>(
        TElement* y, nint stride, int rows, nint left, nint right, nint columns, float* h, nint width, float* q, nint rank)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        // Rows beyond the last one stand for it: both are read before either is written.
        var (row1, row2, row3) = (Math.Min(1, rows - 1), Math.Min(2, rows - 1), Math.Min(3, rows - 1));
        var y1 = y + (row1 * stride);
        var y2 = y + (row2 * stride);
        var y3 = y + (row3 * stride);
        var h1 = h + (row1 * width);
        var h2 = h + (row2 * width);
        var h3 = h + (row3 * width);
        var column = left;
        for (; column <= right - (2 * TLanes.Count); column += 2 * TLanes.Count)
        {
            var sum00 = Elements.Load<TLanes, TVector, TElement>(y + column);
            var sum01 = Elements.Load<TLanes, TVector, TElement>(y + column + TLanes.Count);
            var sum10 = Elements.Load<TLanes, TVector, TElement>(y1 + column);
            var sum11 = Elements.Load<TLanes, TVector, TElement>(y1 + column + TLanes.Count);
            var sum20 = Elements.Load<TLanes, TVector, TElement>(y2 + column);
            var sum21 = Elements.Load<TLanes, TVector, TElement>(y2 + column + TLanes.Count);
            var sum30 = Elements.Load<TLanes, TVector, TElement>(y3 + column);
            var sum31 = Elements.Load<TLanes, TVector, TElement>(y3 + column + TLanes.Count);
            var values = q + column;
            for (nint index = 0; index < rank; index++)
            {
                var q0 = TLanes.Load(values);
                var q1 = TLanes.Load(values + TLanes.Count);
                var factor = TLanes.Broadcast(h[index]);
                sum00 = TLanes.MultiplyAdd(factor, q0, sum00);
                sum01 = TLanes.MultiplyAdd(factor, q1, sum01);
                factor = TLanes.Broadcast(h1[index]);
                sum10 = TLanes.MultiplyAdd(factor, q0, sum10);
                sum11 = TLanes.MultiplyAdd(factor, q1, sum11);
                factor = TLanes.Broadcast(h2[index]);
                sum20 = TLanes.MultiplyAdd(factor, q0, sum20);
                sum21 = TLanes.MultiplyAdd(factor, q1, sum21);
                factor = TLanes.Broadcast(h3[index]);
                sum30 = TLanes.MultiplyAdd(factor, q0, sum30);
                sum31 = TLanes.MultiplyAdd(factor, q1, sum31);
                values += columns;
            }

            Elements.Store<TLanes, TVector, TElement>(y + column, sum00);
            Elements.Store<TLanes, TVector, TElement>(y + column + TLanes.Count, sum01);
            Elements.Store<TLanes, TVector, TElement>(y1 + column, sum10);
            Elements.Store<TLanes, TVector, TElement>(y1 + column + TLanes.Count, sum11);
            Elements.Store<TLanes, TVector, TElement>(y2 + column, sum20);
            Elements.Store<TLanes, TVector, TElement>(y2 + column + TLanes.Count, sum21);
            Elements.Store<TLanes, TVector, TElement>(y3 + column, sum30);
            Elements.Store<TLanes, TVector, TElement>(y3 + column + TLanes.Count, sum31);
        }

        for (; column <= right - TLanes.Count; column += TLanes.Count)
            Column<TLanes, TVector, TElement>(y, y1, y2, y3, column, columns, h, h1, h2, h3, q, rank);
        for (; column <= right - Lanes128.Count; column += Lanes128.Count)
            Column<Lanes128, System.Runtime.Intrinsics.Vector128<float>, TElement>(y, y1, y2, y3, column, columns, h, h1, h2, h3, q, rank);
        for (; column < right; column++)
            Column<Lanes1, float, TElement>(y, y1, y2, y3, column, columns, h, h1, h2, h3, q, rank);
    }

    // Four rows by one vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column<TLanes, TVector, TElement>(
        TElement* y, TElement* y1, TElement* y2, TElement* y3, nint column, nint columns, float* h, float* h1, float* h2, float* h3, float* q, nint rank)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        var sum0 = Elements.Load<TLanes, TVector, TElement>(y + column);
        var sum1 = Elements.Load<TLanes, TVector, TElement>(y1 + column);
        var sum2 = Elements.Load<TLanes, TVector, TElement>(y2 + column);
        var sum3 = Elements.Load<TLanes, TVector, TElement>(y3 + column);
        for (nint index = 0; index < rank; index++)
        {
            var values = TLanes.Load(q + column + (index * columns));
            sum0 = TLanes.MultiplyAdd(TLanes.Broadcast(h[index]), values, sum0);
            sum1 = TLanes.MultiplyAdd(TLanes.Broadcast(h1[index]), values, sum1);
            sum2 = TLanes.MultiplyAdd(TLanes.Broadcast(h2[index]), values, sum2);
            sum3 = TLanes.MultiplyAdd(TLanes.Broadcast(h3[index]), values, sum3);
        }

        Elements.Store<TLanes, TVector, TElement>(y + column, sum0);
        Elements.Store<TLanes, TVector, TElement>(y1 + column, sum1);
        Elements.Store<TLanes, TVector, TElement>(y2 + column, sum2);
        Elements.Store<TLanes, TVector, TElement>(y3 + column, sum3);
    }
}
