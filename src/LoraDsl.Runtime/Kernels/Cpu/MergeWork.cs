using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoraDsl.Kernels;

/// <summary>A merge in one pass over a weight, some rows at a time.</summary>
/// <typeparam name="TElement">The weight's type: float, or ushort for the bits of a bfloat16.</typeparam>
/// <param name="weight">W, rows × columns.</param>
/// <param name="target">Where the result goes.</param>
/// <param name="a">A, rank × columns.</param>
/// <param name="scaledB">s·B, rows × rank.</param>
/// <param name="rows">Rows of W.</param>
/// <param name="columns">Columns of W.</param>
/// <param name="rank">Rows of A.</param>
/// <param name="panel">Columns to work on at a time, a multiple of every tile's width.</param>
internal sealed unsafe class MergeWork<TElement>(
    TElement* weight, TElement* target, float* a, float* scaledB, int rows, int columns, int rank, int panel)
    where TElement : unmanaged
{
    /// <summary>Merges all rows. Every value is written by one thread alone, so their number makes no difference to the result.</summary>
    /// <param name="threads">The most threads that may take part.</param>
    /// <param name="atATime">Rows that a thread takes at a time.</param>
    public void Run(int threads, int atATime)
    {
        if (threads == 1)
        {
            Merge(0, rows);
            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, (rows + atATime - 1) / atATime, options, block => Merge(block * atATime, Math.Min(rows, (block + 1) * atATime)));
    }

    private void Merge(int first, int end)
    {
        if (Avx512BW.IsSupported && columns >= 2 * Vector512<float>.Count)
            Merge<Lanes512, Vector512<float>>(first, end);
        else if (Avx2.IsSupported && columns >= 2 * Vector256<float>.Count)
            Merge<Lanes256, Vector256<float>>(first, end);
        else if (columns >= 2 * Vector128<float>.Count)
            Merge<Lanes128, Vector128<float>>(first, end);
        else
            Merge<Lanes1, float>(first, end);
    }

    /// <summary>
    /// Merges some rows with one width of vectors. The last tiles of rows and columns are moved back to where they fit, over values that are
    /// there already: the same values are written once more.
    /// </summary>
    /// <remarks>Optimised from its first call on: a loop of calls, as quick compilation makes it, would be slower by a factor of fifty.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Merge<TLanes, TVector>(int first, int end)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
    {
        var width = 2 * TLanes.Count;
        for (var left = 0; left < columns; left += panel)
        {
            var right = Math.Min(columns, left + panel);
            for (var row = first; row < end; row += MergeTile.Rows)
            {
                for (var column = left; column < right; column += width)
                {
                    var tile = new MergeTile(row, end - 1, Math.Min(column, columns - width), columns, rank);
                    tile.Merge<TLanes, TVector, TElement>(weight, target, a, scaledB);
                }
            }
        }
    }
}
