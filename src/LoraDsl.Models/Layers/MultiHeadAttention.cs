using static TorchSharp.torch;

namespace LoraDsl.Models.Layers;

/// <summary>softmax(Q·Kᵀ/√d + M)·V over heads, by libtorch's fused functions.</summary>
internal static class MultiHeadAttention
{
    /// <summary>Splits the features of (batch, tokens, heads·width) into (batch, heads, tokens, width).</summary>
    public static Tensor Split(Tensor projected, long heads) =>
        projected.view(projected.shape[0], projected.shape[1], heads, -1).transpose(1, 2);

    /// <summary>Attends, and joins the heads.</summary>
    /// <param name="query">(batch, heads, tokens, width).</param>
    /// <param name="key">(batch, key heads, keys, width); each key head serves as many query heads.</param>
    /// <param name="value">As the keys.</param>
    /// <param name="mask">True where a token may see a key; it is broadcast to (batch, heads, tokens, keys).</param>
    /// <param name="causal">Whether a token sees itself and what stands before it; without a mask only.</param>
    /// <param name="dropout">How likely a weight is dropped.</param>
    /// <returns>(batch, tokens, heads·width).</returns>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? mask, bool causal, double dropout)
    {
        using var scope = NewDisposeScope();
        var attended = nn.functional.scaled_dot_product_attention(
            query, Shared(key, query.shape[1]), Shared(value, query.shape[1]), mask, dropout, causal);
        return attended.transpose(1, 2).flatten(2).MoveToOuterDisposeScope();
    }

    // Grouped queries (Ainslie et al., arXiv 2305.13245): neighbours share a key head.
    private static Tensor Shared(Tensor keys, long heads) =>
        keys.shape[1] == heads ? keys : keys.repeat_interleave(heads / keys.shape[1], dim: 1);
}
