using static TorchSharp.torch;

namespace TextSample.Training;

/// <summary>Mails as tensors.</summary>
/// <param name="Ids">The tokens, int64 of shape (batch, tokens).</param>
/// <param name="Mask">1 where a token is none of padding, of the same shape.</param>
/// <param name="Labels">The classes, int64 of shape (batch).</param>
internal sealed record MailBatch(Tensor Ids, Tensor Mask, Tensor Labels);
