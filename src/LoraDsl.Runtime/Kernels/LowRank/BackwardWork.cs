using LoraDsl.Kernels.Dropout;
using LoraDsl.Kernels.Threads;

namespace LoraDsl.Kernels.LowRank;

/// <summary>
/// All products of the backward pass, some rows at a time: u = s·g·B, Bᵀ's gradient += hᵀ·g, A's gradient += uᵀ·x, dx += u·A. g, x and dx are
/// fetched from memory once. The sums over rows are formed for each of some parts of the rows, whoever works on it.
/// </summary>
/// <param name="blocks">The rows.</param>
/// <param name="parts">How many parts.</param>
internal sealed unsafe class BackwardWork<TElement>(RowBlocks blocks, int parts) : BlockedWork(parts)
    where TElement : unmanaged
{
    public required int In { get; init; }

    public required int Out { get; init; }

    public required int Rank { get; init; }

    public required int Width { get; init; }

    /// <summary>g, rows of <see cref="Out"/> values that lie <see cref="StrideG"/> apart.</summary>
    public required TElement* G { get; init; }

    public required nint StrideG { get; init; }

    /// <summary>x, rows of <see cref="In"/> values that lie <see cref="StrideX"/> apart.</summary>
    public required TElement* X { get; init; }

    public required nint StrideX { get; init; }

    /// <summary>h, contiguous; null when it is to be computed again.</summary>
    public required float* H { get; init; }

    /// <summary>The gradient of x so far, contiguous; null when nobody asks for it.</summary>
    public required TElement* GradientX { get; init; }

    /// <summary>A, rank × in.</summary>
    public required float* A { get; init; }

    /// <summary>s·B, out × width.</summary>
    public required float* PackedB { get; init; }

    /// <summary>s·Aᵀ, in × width; unused where h is given.</summary>
    public required float* PackedA { get; init; }

    /// <summary>For each part its sums, <see cref="SumsOf"/> values: the gradient of Bᵀ, rank × out, and that of A, rank × in.</summary>
    public required float* Sums { get; init; }

    /// <summary>What is dropped of x.</summary>
    public required InputDropout Dropout { get; init; }

    /// <summary>For each thread room for a block of u, of h, of a few columns, and of x where something is dropped.</summary>
    public required float* Scratch { get; init; }

    /// <summary>Values of a part's sums.</summary>
    public static int SumsOf(int @in, int @out, int rank) => rank * (@in + @out);

    /// <summary>Values of <see cref="Scratch"/> that a thread needs.</summary>
    public static int ScratchOf(RowBlocks blocks, int @in, int width, InputDropout dropout) =>
        (2 * blocks.Size * width) + (blocks.Size * AccumulateTile.StripWidth) + DroppedRows.RoomOf(dropout, @in, blocks.Size);

    /// <inheritdoc/>
    protected override void Work(int participant)
    {
        var u = Scratch + ((nint)participant * ScratchOf(blocks, In, Width, Dropout));
        while (TryTake(out var part))
        {
            var sums = Sums + ((nint)part * SumsOf(In, Out, Rank));
            new Span<float>(sums, SumsOf(In, Out, Rank)).Clear();
            for (var block = First(part); block < First(part + 1); block++)
                Add(block, sums, u);
        }
    }

    private int First(int part) => (int)((long)blocks.Count * part / Blocks);

    private void Add(int block, float* sums, float* u)
    {
        var (first, rows) = blocks[block];
        var sumsOfA = sums + ((nint)Rank * Out);
        var again = u + ((nint)blocks.Size * Width);
        var strip = again + ((nint)blocks.Size * Width);
        var dropped = new DroppedRows(Dropout, In, blocks.Size, strip + ((nint)blocks.Size * AccumulateTile.StripWidth));
        var g = G + (first * StrideG);
        var x = X + (first * StrideX);
        Tiles.Reduce(g, StrideG, rows, Out, PackedB, Rank, Width, u);
        if (Dropout.Drops)
            AccumulateA(dropped.Of(first, rows, x, StrideX), In);
        else
            AccumulateA(x, StrideX);
        Tiles.Accumulate(sums, Out, H is null ? again : H + ((nint)first * Rank), H is null ? Width : Rank, Rank, g, StrideG, rows, strip);
        if (GradientX is null)
            return;
        var gradient = GradientX + ((nint)first * In);
        if (Dropout.Drops)
            dropped.AddProduct(gradient, rows, u, Width, A, Rank);
        else
            Tiles.Expand(gradient, In, rows, In, u, Width, A, Rank);

        void AccumulateA<T>(T* x, nint stride)
            where T : unmanaged
        {
            if (H is null)
                Tiles.Reduce(x, stride, rows, In, PackedA, Rank, Width, again);
            Tiles.Accumulate(sumsOfA, In, u, Width, Rank, x, stride, rows, strip);
        }
    }
}
