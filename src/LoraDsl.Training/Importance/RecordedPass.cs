using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>One run of an adapted layer.</summary>
/// <param name="Adapter">The layer's adapter.</param>
/// <param name="Input">Its input, without a graph.</param>
/// <param name="Output">Its output, part of the loss's graph.</param>
internal sealed record RecordedPass(LayerAdapter Adapter, Tensor Input, Tensor Output);
