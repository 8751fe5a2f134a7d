using static TorchSharp.torch;

namespace LoraDsl.Models.Text;

/// <summary>Sequences of tokens as tensors, filled up to one length.</summary>
/// <param name="Ids">The tokens, int64 of shape (batch, tokens).</param>
/// <param name="Mask">1 where a token is none of padding, else 0; int64 of the same shape.</param>
public sealed record TokenBatch(Tensor Ids, Tensor Mask) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        Mask.Dispose();
    }

    /// <summary>Fills sequences up to the longest.</summary>
    /// <param name="sequences">The tokens of each.</param>
    /// <param name="padding">What they are filled up with.</param>
    /// <param name="side">On which side.</param>
    /// <param name="device">Where the tensors are made; the processor unless told.</param>
    public static TokenBatch Of(IReadOnlyList<IReadOnlyList<long>> sequences, long padding, PaddingSide side = PaddingSide.Right, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        var length = sequences.Count == 0 ? 0 : sequences.Max(sequence => sequence.Count);
        var (ids, mask) = (new long[sequences.Count * length], new long[sequences.Count * length]);
        Array.Fill(ids, padding);
        for (var row = 0; row < sequences.Count; row++)
        {
            var start = row * length + (side == PaddingSide.Left ? length - sequences[row].Count : 0);
            for (var place = 0; place < sequences[row].Count; place++)
                (ids[start + place], mask[start + place]) = (sequences[row][place], 1);
        }

        long[] shape = [sequences.Count, length];
        return new TokenBatch(tensor(ids, shape, device: device), tensor(mask, shape, device: device));
    }
}
