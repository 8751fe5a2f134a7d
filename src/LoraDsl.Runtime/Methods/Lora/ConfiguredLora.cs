using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>LoRA of a configuration that only the run knows.</summary>
internal sealed class ConfiguredLora : LoraAdapter
{
    public ConfiguredLora(AdaptedPlace place, LoraOptions options)
        : base(
            place.Layer,
            options.Rank,
            options.Alpha ?? AdapterScaling.AlphaOfUnitScaling(options.Rank, options.RankStabilized),
            options.Dropout,
            options.RankStabilized,
            options.Initialization,
            options.Compensate,
            options.Dora,
            options.Bias)
    {
        LearningRateRatio = options.LearningRateRatio;
        FreezesA = options.FreezeA;
    }

    private protected override bool IsOpen => true;

    protected override Tensor Adapt(Tensor x) =>
        lora_magnitude_vector is { } magnitude
            ? ConfiguredForward.Dora(Layer.Module, training, x, lora_A, lora_B, magnitude, Scaling, Dropout) ?? WithMagnitude(x)
            : ConfiguredForward.Lora(Layer.Module, training, x, lora_A, lora_B, Scaling, Dropout) ?? WithPart(x, Layer.Module.forward(x));
}
