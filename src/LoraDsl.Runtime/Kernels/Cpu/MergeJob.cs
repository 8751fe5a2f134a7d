using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoraDsl.Kernels.Cpu;

/// <summary>A masked merge to be done some rows at a time, by any number of threads.</summary>
/// <typeparam name="TElement">The weight's type: float, or ushort for the bits of a bfloat16.</typeparam>
internal sealed unsafe class MergeJob<TElement>(
    TElement* weight, TElement* target, float* a, float* scaledB, int columns, int rank, int panel)
    where TElement : unmanaged
{
    /// <summary>Merges some rows.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="end">The row after the last.</param>
    public void Run(int first, int end)
    {
        if (Avx512BW.IsSupported && columns >= 2 * Vector512<float>.Count)
            Run<Lanes512, Vector512<float>>(first, end);
        else if (Avx2.IsSupported && columns >= 2 * Vector256<float>.Count)
            Run<Lanes256, Vector256<float>>(first, end);
        else if (columns >= 2 * Vector128<float>.Count)
            Run<Lanes128, Vector128<float>>(first, end);
        else
            Run<Lanes1, float>(first, end);
    }

    /// <summary>
    /// Merges some rows with one width of vectors. The last tiles of rows and columns are moved back to where they fit, over values that are
    /// there already: the same values are written once more.
    /// </summary>
    /// <remarks>Optimised from its first call on: a loop of calls, as quick compilation makes it, would be slower by a factor of fifty.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Run<TLanes, TVector>(int first, int end)
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
