using LoraDsl.Models.Text;
using static TorchSharp.torch;

namespace LoraDsl.Models.Data;

/// <summary>Examples as tensors.</summary>
/// <param name="Ids">The tokens, int64 of shape (batch, tokens).</param>
/// <param name="Mask">1 where a token is none of padding, else 0; int64 of the same shape.</param>
/// <param name="Labels">What is learned, <see cref="TokenExample.Ignored"/> where nothing is; int64 of the same shape.</param>
public sealed record LabelledTokens(Tensor Ids, Tensor Mask, Tensor Labels) : IDisposable
{
    /// <summary>Fills examples up to the longest, on the right.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="padding">What tokens are filled up with.</param>
    /// <param name="device">Where the tensors are made; the processor unless told.</param>
    public static LabelledTokens Pad(IReadOnlyList<TokenExample> examples, long padding = 0, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var tokens = TokenBatch.Of([.. examples.Select(example => example.Ids)], padding, device: device);
        using var labels = TokenBatch.Of([.. examples.Select(example => example.Labels)], TokenExample.Ignored, device: device);
        return new LabelledTokens(tokens.Ids, tokens.Mask, labels.Ids.alias());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        Mask.Dispose();
        Labels.Dispose();
    }

    /// <summary>
    /// The mean cross entropy of what stands at each place given what stands before it, over the labels that count.
    /// </summary>
    /// <param name="logits">Of shape (batch, tokens, vocabulary).</param>
    /// <returns>A number; in float32 at least.</returns>
    public Tensor Loss(Tensor logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        using var scope = NewDisposeScope();
        var length = logits.shape[1] - 1;
        var scores = logits.narrow(1, 0, length).flatten(0, 1);
        if (scores.dtype is ScalarType.Float16 or ScalarType.BFloat16)
            scores = scores.to(ScalarType.Float32);
        return nn.functional.cross_entropy(scores, Labels.narrow(1, 1, length).flatten(), ignore_index: TokenExample.Ignored).MoveToOuterDisposeScope();
    }
}
