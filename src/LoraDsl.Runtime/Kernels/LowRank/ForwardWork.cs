using LoraDsl.Kernels.Dropout;
using LoraDsl.Kernels.Threads;

namespace LoraDsl.Kernels.LowRank;

/// <summary>h = s·x·Aᵀ and y += h·Bᵀ, some rows at a time: what is read of x and written of h and y is touched once.</summary>
/// <param name="blocks">The rows.</param>
internal sealed unsafe class ForwardWork<TElement>(RowBlocks blocks) : BlockedWork(blocks.Count)
    where TElement : unmanaged
{
    public required int In { get; init; }

    public required int Out { get; init; }

    public required int Rank { get; init; }

    public required int Width { get; init; }

    /// <summary>x, rows of <see cref="In"/> values that lie <see cref="StrideX"/> apart.</summary>
    public required TElement* X { get; init; }

    public required nint StrideX { get; init; }

    /// <summary>y, contiguous.</summary>
    public required TElement* Y { get; init; }

    /// <summary>h, contiguous.</summary>
    public required float* H { get; init; }

    /// <summary>s·Aᵀ, in × width.</summary>
    public required float* PackedA { get; init; }

    /// <summary>Bᵀ, rank × out.</summary>
    public required float* PackedB { get; init; }

    /// <summary>What is dropped of x.</summary>
    public required InputDropout Dropout { get; init; }

    /// <summary>For each thread room for a block of h, and of x where something is dropped.</summary>
    public required float* Scratch { get; init; }

    /// <summary>Values of <see cref="Scratch"/> that a thread needs.</summary>
    public static int ScratchOf(RowBlocks blocks, int @in, int width, InputDropout dropout) =>
        (blocks.Size * width) + DroppedRows.RoomOf(dropout, @in, blocks.Size);

    /// <inheritdoc/>
    protected override void Work(int participant)
    {
        var reduced = Scratch + ((nint)participant * ScratchOf(blocks, In, Width, Dropout));
        var dropped = new DroppedRows(Dropout, In, blocks.Size, reduced + ((nint)blocks.Size * Width));
        while (TryTake(out var block))
        {
            var (first, rows) = blocks[block];
            var x = X + (first * StrideX);
            if (Dropout.Drops)
                Tiles.Reduce(dropped.Of(first, rows, x, StrideX), In, rows, In, PackedA, Rank, Width, reduced);
            else
                Tiles.Reduce(x, StrideX, rows, In, PackedA, Rank, Width, reduced);
            Reduced.Copy(reduced, Width, rows, Rank, H + ((nint)first * Rank), Rank);
            Tiles.Expand(Y + ((nint)first * Out), Out, rows, Out, reduced, Width, PackedB, Rank);
        }
    }
}
