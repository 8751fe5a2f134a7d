using LoraDsl.Adapters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>LoRA of a measured rank, of a configuration that only the run knows.</summary>
internal sealed class ConfiguredAdaptiveLora(AdaptedPlace place, AdaptiveOptions options) : AdaptiveLoraAdapter(
    place.Layer,
    options.MinRank,
    options.MaxRank,
    options.Alpha,
    options.Dropout,
    options.RankStabilized,
    options.Schedule,
    options.Budget,
    options.Initialization,
    options.Compensate)
{
    protected override Tensor Adapt(Tensor x) => Layer.Module switch
    {
        Linear layer => LinearLora_RuntimeScale_RuntimeDropout.Forward(training, x, layer, lora_A, lora_B, Scaling, Dropout),
        Conv2d layer => Conv2dLora_RuntimeScale_RuntimeDropout.Forward(training, x, layer, lora_A, lora_B, Scaling, Dropout),
        Embedding layer => EmbeddingLora_RuntimeScale.Forward(x, layer, lora_A, lora_B, Scaling),
        _ => WithPart(x, Layer.Module.forward(x)),
    };
}
