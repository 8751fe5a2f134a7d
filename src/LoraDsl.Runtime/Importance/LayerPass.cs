using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>One run of an adapted layer.</summary>
/// <param name="Adapter">The layer's adapter.</param>
/// <param name="Input">Its input, of shape (…, in), without a graph.</param>
/// <param name="Output">Its output, of shape (…, out), part of the loss's graph.</param>
internal sealed record LayerPass(LinearAdapter Adapter, Tensor Input, Tensor Output);
