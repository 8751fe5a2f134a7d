using LoraDsl.Kernels.LowRank;

namespace LoraDsl.Kernels.Dropout;

/// <summary>
/// The rows of a block that dropout has changed, in a thread's own memory, which stays in the core's second cache: nothing of the input's size is
/// formed.
/// </summary>
/// <param name="dropout">What is dropped.</param>
/// <param name="columns">Columns of the input.</param>
/// <param name="rows">The most rows of a block.</param>
/// <param name="room"><see cref="RoomOf"/> values.</param>
internal readonly unsafe struct DroppedRows(InputDropout dropout, int columns, int rows, float* room)
{
    private readonly int words = KeepBits.WordsOf(columns);

    private uint* Bits => (uint*)(room + ((nint)rows * columns));

    /// <summary>Values of memory for the rows of a block and their bits; none where nothing is dropped.</summary>
    public static int RoomOf(InputDropout dropout, int columns, int rows) => dropout.Drops ? rows * (columns + KeepBits.WordsOf(columns)) : 0;

    /// <summary>What is left of a block's rows, contiguous in float32, without the scaling.</summary>
    /// <param name="first">The first row of the block.</param>
    /// <param name="count">Its rows.</param>
    /// <param name="x">The first row in memory.</param>
    /// <param name="stride">Values from a row to the next.</param>
    public float* Of<TElement>(int first, int count, TElement* x, nint stride)
        where TElement : unmanaged
    {
        for (var row = 0; row < count; row++)
        {
            var bits = Bits + ((nint)row * words);
            dropout.Draw(bits, words, first + row);
            DropTile.Keep(x + (row * stride), room + ((nint)row * columns), columns, bits);
        }

        return room;
    }

    /// <summary>Adds u·A to the gradient of the block that <see cref="Of"/> was called for, where its rows were kept. Those rows are gone then.</summary>
    /// <param name="target">The block's gradient, contiguous.</param>
    /// <param name="count">Its rows.</param>
    /// <param name="u">u.</param>
    /// <param name="width">Values from a row of u to the next.</param>
    /// <param name="a">A.</param>
    /// <param name="rank">Rows of A.</param>
    public void AddProduct<TElement>(TElement* target, int count, float* u, nint width, float* a, int rank)
        where TElement : unmanaged
    {
        new Span<float>(room, count * columns).Clear();
        Tiles.Expand(room, columns, count, columns, u, width, a, rank);
        for (var row = 0; row < count; row++)
            DropTile.AddKept(room + ((nint)row * columns), target + ((nint)row * columns), columns, Bits + ((nint)row * words));
    }
}
