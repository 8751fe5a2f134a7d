using LoraDsl.Kernels.Dropout;

namespace LoraDsl.Kernels.LowRank;

/// <summary>
/// All products of the backward pass, some rows at a time: u = s·g·B, Bᵀ's gradient += hᵀ·g, A's gradient += uᵀ·x, dx += u·A. g, x and dx are
/// fetched from memory once.
/// </summary>
/// <param name="blocks">The rows.</param>
internal sealed unsafe class BackwardWork<TElement>(RowBlocks blocks) : BlockedWork(blocks.Count)
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

    /// <summary>What is dropped of x.</summary>
    public required InputDropout Dropout { get; init; }

    /// <summary>
    /// For each thread its sums, <see cref="SumsOf"/> values, and room for a block of u, of h, of a few columns, and of x where something is dropped.
    /// </summary>
    public required float* Scratch { get; init; }

    /// <summary>Values of a thread's sums: the gradient of Bᵀ, rank × out, and that of A, rank × in.</summary>
    public static int SumsOf(int @in, int @out, int rank) => rank * (@in + @out);

    /// <summary>Values of <see cref="Scratch"/> that a thread needs.</summary>
    public static int ScratchOf(RowBlocks blocks, int @in, int @out, int rank, int width, InputDropout dropout) =>
        SumsOf(@in, @out, rank) + (2 * blocks.Size * width) + (blocks.Size * AccumulateTile.StripWidth) + DroppedRows.RoomOf(dropout, @in, blocks.Size);

    /// <inheritdoc/>
    protected override void Work(int participant)
    {
        var sums = Scratch + ((nint)participant * ScratchOf(blocks, In, Out, Rank, Width, Dropout));
        var sumsOfA = sums + ((nint)Rank * Out);
        var u = sums + SumsOf(In, Out, Rank);
        var again = u + ((nint)blocks.Size * Width);
        var strip = again + ((nint)blocks.Size * Width);
        var dropped = new DroppedRows(Dropout, In, blocks.Size, strip + ((nint)blocks.Size * AccumulateTile.StripWidth));
        new Span<float>(sums, SumsOf(In, Out, Rank)).Clear();
        while (TryTake(out var block))
        {
            var (first, rows) = blocks[block];
            var g = G + (first * StrideG);
            var x = X + (first * StrideX);
            Tiles.Reduce(g, StrideG, rows, Out, PackedB, Rank, Width, u);
            if (Dropout.Drops)
                AccumulateA(dropped.Of(first, rows, x, StrideX), In, rows);
            else
                AccumulateA(x, StrideX, rows);
            Tiles.Accumulate(sums, Out, H is null ? again : H + ((nint)first * Rank), H is null ? Width : Rank, Rank, g, StrideG, rows, strip);
            if (GradientX is null)
                continue;
            var gradient = GradientX + ((nint)first * In);
            if (Dropout.Drops)
                dropped.AddProduct(gradient, rows, u, Width, A, Rank);
            else
                Tiles.Expand(gradient, In, rows, In, u, Width, A, Rank);
        }

        void AccumulateA<T>(T* x, nint stride, int rows)
            where T : unmanaged
        {
            if (H is null)
                Tiles.Reduce(x, stride, rows, In, PackedA, Rank, Width, again);
            Tiles.Accumulate(sumsOfA, In, u, Width, Rank, x, stride, rows, strip);
        }
    }
}
