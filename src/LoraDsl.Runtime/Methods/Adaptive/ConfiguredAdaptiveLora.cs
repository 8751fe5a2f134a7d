using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>LoRA of a measured rank, of a configuration that only the run knows.</summary>
internal sealed class ConfiguredAdaptiveLora : AdaptiveLoraAdapter
{
    public ConfiguredAdaptiveLora(AdaptedPlace place, AdaptiveOptions options)
        : base(
            place.Layer,
            options.MinRank,
            options.MaxRank,
            options.Alpha,
            options.Dropout,
            options.RankStabilized,
            options.Schedule,
            options.Budget,
            options.Initialization,
            options.Compensate,
            options.Dora)
    {
        LearningRateRatio = options.LearningRateRatio;
        FreezesA = options.FreezeA;
    }

    protected override Tensor Adapt(Tensor x) =>
        lora_magnitude_vector is { } magnitude
            ? ConfiguredForward.Dora(Layer.Module, training, x, lora_A, lora_B, magnitude, Scaling, Dropout) ?? WithMagnitude(x)
            : ConfiguredForward.Lora(Layer.Module, training, x, lora_A, lora_B, Scaling, Dropout) ?? WithPart(x, Layer.Module.forward(x));
}
