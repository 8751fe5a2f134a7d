using LoraDsl.Adapters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>AdaLoRA of a configuration that only the run knows.</summary>
internal sealed class ConfiguredAdaLora(AdaptedPlace place, AdaLoraAdapterOptions options) : AdaLoraAdapter(
    place.Layer,
    options.InitialRank,
    options.MinRank,
    options.MaxRank,
    options.Alpha,
    options.Dropout,
    options.RankStabilized,
    options.Budget)
{
    protected override Tensor Adapt(Tensor x) => Layer.Module switch
    {
        Linear layer => LinearAdaLora_RuntimeScale_RuntimeDropout.Forward(training, x, layer, lora_A, lora_B, lora_E, TripletScaling, Dropout),
        Conv2d layer => Conv2dAdaLora_RuntimeScale_RuntimeDropout.Forward(training, x, layer, lora_A, lora_B, lora_E, TripletScaling, Dropout),
        Embedding layer => EmbeddingAdaLora_RuntimeScale.Forward(x, layer, lora_A, lora_B, lora_E, TripletScaling),
        _ => WithPart(x, Layer.Module.forward(x)),
    };
}
