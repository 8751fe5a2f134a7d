using static TorchSharp.torch;

namespace LoraDsl.Checkpoints;

/// <summary>A tensor's memory piece by piece: .NET has no span of more than 2 GiB.</summary>
internal static class TensorPieces
{
    /// <summary>Large enough that pieces cost nothing, and far from the limit.</summary>
    public const long DefaultBytes = 1L << 28;

    /// <summary>What is done with a piece.</summary>
    public delegate void Action(Span<byte> bytes);

    /// <summary>Does something with each piece, in order.</summary>
    /// <param name="tensor">A contiguous tensor on the CPU.</param>
    /// <param name="pieceBytes">The most of a piece; at least one value is one.</param>
    /// <param name="action">What is done.</param>
    public static void Each(Tensor tensor, long pieceBytes, Action action)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var flat = tensor.detach().view(-1);
        var (count, step) = (flat.numel(), Math.Max(1, pieceBytes / flat.element_size()));
        for (var from = 0L; from < count; from += step)
        {
            using var piece = flat.narrow(0, from, Math.Min(step, count - from));
            action(piece.bytes);
        }
    }
}
