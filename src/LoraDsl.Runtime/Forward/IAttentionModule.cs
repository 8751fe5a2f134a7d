using static TorchSharp.torch;

namespace LoraDsl;

/// <summary>
/// A module that computes attention and shows its rows to the importance measure of attention weights. Its forward hands them over
/// where it has them: <c>AttentionProbe?.Invoke(weights);</c>.
/// </summary>
public interface IAttentionModule
{
    /// <summary>
    /// Called by every forward pass, when set, with the attention weights after the softmax, of shape (…, heads, queries, keys), each row
    /// of which sums to 1. The tensor stays the module's.
    /// </summary>
    Action<Tensor>? AttentionProbe { get; set; }
}
