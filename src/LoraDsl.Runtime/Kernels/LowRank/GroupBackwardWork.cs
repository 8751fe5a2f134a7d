using LoraDsl.Kernels.Threads;

namespace LoraDsl.Kernels.LowRank;

/// <summary>
/// All products of a group's backward pass, some rows at a time: uᵢ = sᵢ·gᵢ·Bᵢ and Bᵢᵀ's gradient += hᵢᵀ·gᵢ for each layer, then for all at once
/// the gradient of the joined A += uᵀ·x and dx += u·A. Every gᵢ, x and dx are fetched from memory once.
/// </summary>
/// <param name="blocks">The rows.</param>
/// <param name="parts">How many parts of the rows have sums of their own.</param>
internal sealed unsafe class GroupBackwardWork<TElement>(RowBlocks blocks, int parts) : BlockedWork(parts)
    where TElement : unmanaged
{
    public required int In { get; init; }

    /// <summary>The ranks of all layers.</summary>
    public required int Rank { get; init; }

    /// <summary><see cref="Rank"/> filled up to whole vectors.</summary>
    public required int Width { get; init; }

    /// <summary>The layers.</summary>
    public required GroupPart[] Layers { get; init; }

    /// <summary>x, rows of <see cref="In"/> values that lie <see cref="StrideX"/> apart.</summary>
    public required TElement* X { get; init; }

    public required nint StrideX { get; init; }

    /// <summary>The hᵢ side by side, contiguous.</summary>
    public required float* H { get; init; }

    /// <summary>The gradient of x so far, contiguous; null when nobody asks for it.</summary>
    public required TElement* GradientX { get; init; }

    /// <summary>Every A, one above the other, rank × in.</summary>
    public required float* A { get; init; }

    /// <summary>For each part <see cref="SumsOfPart"/> sums: the gradients of every Bᵢᵀ, then that of the joined A, rank × in, from <see cref="SumsOfA"/> on.</summary>
    public required float* Sums { get; init; }

    public required int SumsOfA { get; init; }

    public required int SumsOfPart { get; init; }

    /// <summary>For each thread room for a block of one uᵢ, of all of them, and of a few columns.</summary>
    public required float* Scratch { get; init; }

    /// <summary>Values of <see cref="Scratch"/> that a thread needs.</summary>
    public static int ScratchOf(RowBlocks blocks, int width) => blocks.Size * ((2 * width) + AccumulateTile.StripWidth);

    /// <inheritdoc/>
    protected override void Work(int participant)
    {
        var scratch = Scratch + ((nint)participant * ScratchOf(blocks, Width));
        while (TryTake(out var part))
        {
            var sums = Sums + ((nint)part * SumsOfPart);
            new Span<float>(sums, SumsOfPart).Clear();
            for (var block = First(part); block < First(part + 1); block++)
                Add(block, sums, scratch);
        }
    }

    private int First(int part) => (int)((long)blocks.Count * part / Blocks);

    private void Add(int block, float* sums, float* u)
    {
        var (first, rows) = blocks[block];
        var one = u + ((nint)blocks.Size * Width);
        var strip = one + ((nint)blocks.Size * Width);
        foreach (ref readonly var layer in Layers.AsSpan())
        {
            var g = (TElement*)layer.Values + (first * layer.Stride);
            Tiles.Reduce(g, layer.Stride, rows, layer.Out, layer.PackedB, layer.Rank, layer.Width, one);
            Reduced.Copy(one, layer.Width, rows, layer.Rank, u + layer.First, Width);
            Tiles.Accumulate(sums + layer.Sums, layer.Out, H + ((nint)first * Rank) + layer.First, Rank, layer.Rank, g, layer.Stride, rows, strip);
        }

        var x = X + (first * StrideX);
        Tiles.Accumulate(sums + SumsOfA, In, u, Width, Rank, x, StrideX, rows, strip);
        if (GradientX is not null)
            Tiles.Expand(GradientX + ((nint)first * In), In, rows, In, u, Width, A, Rank);
    }
}
