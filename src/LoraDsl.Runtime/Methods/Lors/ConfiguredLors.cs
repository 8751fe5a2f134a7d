using System.Diagnostics;
using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>LoRS of a configuration that only the run knows.</summary>
internal sealed class ConfiguredLors : LorsAdapter
{
    /// <summary>Attaches to a place.</summary>
    /// <exception cref="NotSupportedException">The place is of another kind than Linear and Conv2d.</exception>
    public ConfiguredLors(AdaptedPlace place, string path, LorsOptions options)
        : base(
            place.Layer,
            options.Rank,
            options.Alpha ?? AdapterScaling.AlphaOfUnitScaling(options.Rank, options.RankStabilized),
            options.RankStabilized,
            options.Mode,
            options.Initialization)
    {
        if (place.Layer.Module is not (Linear or Conv2d))
            throw new NotSupportedException($"'{path}' is a {place.Layer.Module.GetType().Name} and cannot be adapted by LoRS, which is for Linear and Conv2d: take [Lora] for it.");
    }

    protected override Tensor Adapt(Tensor x) => (Layer.Module, Mode) switch
    {
        (Linear layer, LorsMode.StraightThrough) => LinearLors_RuntimeScale.Forward(x, layer, lora_A, lora_B, Scaling),
        (Linear layer, _) => LinearLorsExact_RuntimeScale.Forward(x, layer, lora_A, lora_B, Scaling),
        (Conv2d layer, LorsMode.StraightThrough) => Conv2dLors_RuntimeScale.Forward(x, layer, lora_A, lora_B, Scaling),
        (Conv2d layer, _) => Conv2dLorsExact_RuntimeScale.Forward(x, layer, lora_A, lora_B, Scaling),
        _ => throw new UnreachableException(),
    };
}
