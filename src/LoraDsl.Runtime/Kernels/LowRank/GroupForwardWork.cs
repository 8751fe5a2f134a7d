using LoraDsl.Kernels.Threads;

namespace LoraDsl.Kernels.LowRank;

/// <summary>All hᵢ = sᵢ·x·Aᵢᵀ from one reading of x, and yᵢ += hᵢ·Bᵢᵀ, some rows at a time.</summary>
/// <param name="blocks">The rows.</param>
internal sealed unsafe class GroupForwardWork<TElement>(RowBlocks blocks) : BlockedWork(blocks.Count)
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

    /// <summary>All sᵢ·Aᵢᵀ side by side, in × width.</summary>
    public required float* PackedA { get; init; }

    /// <summary>For each thread room for a block of h.</summary>
    public required float* Scratch { get; init; }

    /// <summary>Values of <see cref="Scratch"/> that a thread needs.</summary>
    public static int ScratchOf(RowBlocks blocks, int width) => blocks.Size * width;

    /// <inheritdoc/>
    protected override void Work(int participant)
    {
        var reduced = Scratch + ((nint)participant * ScratchOf(blocks, Width));
        while (TryTake(out var block))
        {
            var (first, rows) = blocks[block];
            Tiles.Reduce(X + (first * StrideX), StrideX, rows, In, PackedA, Rank, Width, reduced);
            Reduced.Copy(reduced, Width, rows, Rank, H + ((nint)first * Rank), Rank);
            foreach (ref readonly var layer in Layers.AsSpan())
                Tiles.Expand((TElement*)layer.Values + (first * layer.Stride), layer.Stride, rows, layer.Out, reduced + layer.First, Width, layer.PackedB, layer.Rank);
        }
    }
}
