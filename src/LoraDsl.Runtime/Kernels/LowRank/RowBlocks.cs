namespace LoraDsl.Kernels.LowRank;

/// <summary>How many rows are worked on between one product and the next, so that they are still in the core's second cache.</summary>
/// <param name="Rows">Rows in all.</param>
/// <param name="Size">Rows of a block, a multiple of <see cref="ReduceTile.Rows"/>.</param>
internal readonly record struct RowBlocks(int Rows, int Size)
{
    private const int BlockBytes = 256 * 1024;
    private const int MostRows = 64;

    /// <summary>How many blocks there are.</summary>
    public int Count => (Rows + Size - 1) / Size;

    /// <summary>Blocks of rows that a number of threads can share evenly.</summary>
    /// <param name="rows">Rows in all.</param>
    /// <param name="bytesOfRow">Bytes of a row of everything that is read.</param>
    /// <param name="threads">Threads that may work.</param>
    public static RowBlocks Of(int rows, long bytesOfRow, int threads)
    {
        var byCache = (int)(BlockBytes / Math.Max(1, bytesOfRow));
        var byThreads = rows / (4 * threads);
        return new RowBlocks(rows, Math.Clamp(Math.Min(byCache, byThreads) / ReduceTile.Rows * ReduceTile.Rows, ReduceTile.Rows, MostRows));
    }

    /// <summary>First row and number of rows of a block.</summary>
    public (int First, int Count) this[int block] => (block * Size, Math.Min(Size, Rows - (block * Size)));
}
