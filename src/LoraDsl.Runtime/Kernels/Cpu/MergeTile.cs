using System.Runtime.CompilerServices;

namespace LoraDsl.Kernels;

/// <summary>Six rows by two vectors of a weight: twelve sums that stay in registers, of which every processor with vectors has sixteen, while the ranks are added up.</summary>
/// <param name="row">The first row.</param>
/// <param name="lastRow">The last row that there is; rows beyond it stand for it.</param>
/// <param name="column">The first column.</param>
/// <param name="columns">Columns of W and A.</param>
/// <param name="rank">Rows of A, columns of B.</param>
internal readonly unsafe ref struct MergeTile(int row, int lastRow, int column, int columns, int rank)
{
    public const int Rows = 6;

    /// <summary>Bytes of A that stay in a core's second cache while the rows pass by.</summary>
    private const int PanelBytes = 256 * 1024;

    /// <summary>Columns to work on at a time, a multiple of every tile's width.</summary>
    public static int PanelOf(int rank) => Math.Max(256, PanelBytes / sizeof(float) / Math.Max(1, rank) / 256 * 256);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Merge<TLanes, TVector, TElement>(TElement* weight, TElement* target, float* a, float* scaledB)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        var (row1, row2, row3) = (Math.Min(row + 1, lastRow), Math.Min(row + 2, lastRow), Math.Min(row + 3, lastRow));
        var (row4, row5) = (Math.Min(row + 4, lastRow), Math.Min(row + 5, lastRow));
        var b0 = scaledB + ((nint)row * rank);
        var b1 = scaledB + ((nint)row1 * rank);
        var b2 = scaledB + ((nint)row2 * rank);
        var b3 = scaledB + ((nint)row3 * rank);
        var b4 = scaledB + ((nint)row4 * rank);
        var b5 = scaledB + ((nint)row5 * rank);
        TVector sum00 = default, sum01 = default, sum10 = default, sum11 = default;
        TVector sum20 = default, sum21 = default, sum30 = default, sum31 = default;
        TVector sum40 = default, sum41 = default, sum50 = default, sum51 = default;
        var values = a + column;
        for (nint index = 0; index < rank; index++)
        {
            var a0 = TLanes.Load(values);
            var a1 = TLanes.Load(values + TLanes.Count);
            var factor = TLanes.Broadcast(b0[index]);
            sum00 = TLanes.MultiplyAdd(factor, a0, sum00);
            sum01 = TLanes.MultiplyAdd(factor, a1, sum01);
            factor = TLanes.Broadcast(b1[index]);
            sum10 = TLanes.MultiplyAdd(factor, a0, sum10);
            sum11 = TLanes.MultiplyAdd(factor, a1, sum11);
            factor = TLanes.Broadcast(b2[index]);
            sum20 = TLanes.MultiplyAdd(factor, a0, sum20);
            sum21 = TLanes.MultiplyAdd(factor, a1, sum21);
            factor = TLanes.Broadcast(b3[index]);
            sum30 = TLanes.MultiplyAdd(factor, a0, sum30);
            sum31 = TLanes.MultiplyAdd(factor, a1, sum31);
            factor = TLanes.Broadcast(b4[index]);
            sum40 = TLanes.MultiplyAdd(factor, a0, sum40);
            sum41 = TLanes.MultiplyAdd(factor, a1, sum41);
            factor = TLanes.Broadcast(b5[index]);
            sum50 = TLanes.MultiplyAdd(factor, a0, sum50);
            sum51 = TLanes.MultiplyAdd(factor, a1, sum51);
            values += columns;
        }

        Write<TLanes, TVector, TElement>(weight, target, ((nint)row * columns) + column, sum00, sum01);
        Write<TLanes, TVector, TElement>(weight, target, ((nint)row1 * columns) + column, sum10, sum11);
        Write<TLanes, TVector, TElement>(weight, target, ((nint)row2 * columns) + column, sum20, sum21);
        Write<TLanes, TVector, TElement>(weight, target, ((nint)row3 * columns) + column, sum30, sum31);
        Write<TLanes, TVector, TElement>(weight, target, ((nint)row4 * columns) + column, sum40, sum41);
        Write<TLanes, TVector, TElement>(weight, target, ((nint)row5 * columns) + column, sum50, sum51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<TLanes, TVector, TElement>(TElement* weight, TElement* target, nint offset, TVector sum0, TVector sum1)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
        where TElement : unmanaged
    {
        var from = weight + offset;
        var to = target + offset;
        Elements.Store<TLanes, TVector, TElement>(to, TLanes.AddMasked(Elements.Load<TLanes, TVector, TElement>(from), sum0));
        from += TLanes.Count;
        to += TLanes.Count;
        Elements.Store<TLanes, TVector, TElement>(to, TLanes.AddMasked(Elements.Load<TLanes, TVector, TElement>(from), sum1));
    }
}
