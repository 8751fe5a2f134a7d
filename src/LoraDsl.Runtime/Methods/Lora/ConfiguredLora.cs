using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>LoRA of a configuration that only the run knows.</summary>
internal sealed class ConfiguredLora(AdaptedPlace place, LoraOptions options) : LoraAdapter(
    place.Layer,
    options.Rank,
    options.Alpha ?? AdapterScaling.AlphaOfUnitScaling(options.Rank, options.RankStabilized),
    options.Dropout,
    options.RankStabilized,
    options.Initialization,
    options.Compensate)
{
    private protected override bool TakesSmallerRanks => true;

    protected override Tensor Adapt(Tensor x) => Layer.Module switch
    {
        Linear layer => LinearLora_RuntimeScale_RuntimeDropout.Forward(training, x, layer, lora_A, lora_B, Scaling, Dropout),
        Conv2d layer => Conv2dLora_RuntimeScale_RuntimeDropout.Forward(training, x, layer, lora_A, lora_B, Scaling, Dropout),
        Embedding layer => EmbeddingLora_RuntimeScale.Forward(x, layer, lora_A, lora_B, Scaling),
        _ => WithPart(x, Layer.Module.forward(x)),
    };
}
