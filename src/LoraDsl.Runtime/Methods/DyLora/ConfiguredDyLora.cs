using LoraDsl.Adapters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>DyLoRA of a configuration that only the run knows.</summary>
internal sealed class ConfiguredDyLora : DyLoraAdapter
{
    public ConfiguredDyLora(AdaptedPlace place, DyLoraOptions options)
        : base(
            place.Layer,
            options.MinRank,
            options.MaxRank,
            options.Alpha ?? options.MaxRank,
            options.Dropout,
            options.Mode,
            options.Sampling,
            options.Initialization,
            options.Dora)
    {
        LearningRateRatio = options.LearningRateRatio;
        FreezesA = options.FreezeA;
    }

    protected override Tensor Adapt(Tensor x) => IsDora ? WithMagnitude(x) : Mode == DyLoraMode.Frozen ? Frozen(x) : Full(x);

    private Tensor Full(Tensor x) => Layer.Module switch
    {
        Linear layer => LinearDyLora_RuntimeDropout.Forward(training, x, layer, lora_A, lora_B, ActiveRank, ActiveScaling, Dropout),
        Conv2d layer => Conv2dDyLora_RuntimeDropout.Forward(training, x, layer, lora_A, lora_B, ActiveRank, ActiveScaling, Dropout),
        Embedding layer => EmbeddingDyLora.Forward(x, layer, lora_A, lora_B, ActiveRank, ActiveScaling),
        _ => WithPart(x, Layer.Module.forward(x)),
    };

    private Tensor Frozen(Tensor x) => Layer.Module switch
    {
        Linear layer => LinearDyLoraFrozen_RuntimeDropout.Forward(training, x, layer, lora_A, lora_B, ActiveRank, FirstTrainedRow, ActiveScaling, Dropout),
        Conv2d layer => Conv2dDyLoraFrozen_RuntimeDropout.Forward(training, x, layer, lora_A, lora_B, ActiveRank, FirstTrainedRow, ActiveScaling, Dropout),
        Embedding layer => EmbeddingDyLoraFrozen.Forward(training, x, layer, lora_A, lora_B, ActiveRank, FirstTrainedRow, ActiveScaling),
        _ => WithPart(x, Layer.Module.forward(x)),
    };
}
