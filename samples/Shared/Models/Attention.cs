using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Shared.Models;

/// <summary>The part of multi-head attention that has no weights.</summary>
internal static class Attention
{
    /// <summary>softmax(q·kᵀ/√d)·v for every head, heads joined again.</summary>
    /// <param name="query">(N, tokens, width), as are key and value.</param>
    /// <param name="key">Keys.</param>
    /// <param name="value">Values.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="seen">Shown the attention weights (N, heads, tokens, tokens); may be left out.</param>
    public static Tensor Mix(Tensor query, Tensor key, Tensor value, int heads, Action<Tensor>? seen = null)
    {
        var (batch, tokens, width) = (query.shape[0], query.shape[1], query.shape[2]);
        var (q, k, v) = (Split(query), Split(key), Split(value));
        var weights = functional.softmax(q.matmul(k.transpose(-1, -2)).mul(1 / Math.Sqrt(width / heads)), dim: -1);
        seen?.Invoke(weights);
        return weights.matmul(v).transpose(1, 2).reshape(batch, tokens, width);

        Tensor Split(Tensor x) => x.view(batch, tokens, heads, width / heads).transpose(1, 2);
    }
}
