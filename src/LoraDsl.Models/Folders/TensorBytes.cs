using static TorchSharp.torch;

namespace LoraDsl.Models.Folders;

/// <summary>A tensor's memory piece by piece: .NET has no span of more than 2 GiB.</summary>
internal static class TensorBytes
{
    private const long PieceBytes = 1L << 28;

    /// <summary>What is done with a piece.</summary>
    public delegate void Action(Span<byte> bytes);

    /// <summary>Does something with each piece, in order.</summary>
    /// <param name="tensor">A contiguous tensor on the processor.</param>
    /// <param name="action">What is done.</param>
    public static void Each(Tensor tensor, Action action)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var flat = tensor.detach().view(-1);
        var (count, step) = (flat.numel(), PieceBytes / flat.element_size());
        for (var from = 0L; from < count; from += step)
        {
            using var piece = flat.narrow(0, from, Math.Min(step, count - from));
            action(piece.bytes);
        }
    }
}
