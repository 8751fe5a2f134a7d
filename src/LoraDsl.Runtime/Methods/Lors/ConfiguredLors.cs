using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Kernels;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>LoRS of a configuration that only the run knows.</summary>
internal abstract class ConfiguredLors
{
    public static LorsAdapter Create(AdaptedPlace place, string path, LorsOptions options) => place.Layer switch
    {
        LinearLayer => new OnLinear(place, options),
        _ => throw new NotSupportedException($"'{path}' cannot be adapted by LoRS, which masks the weight of a product: it is for Linear and Conv2d."),
    };

    private sealed class OnLinear(AdaptedPlace place, LorsOptions options) : LorsAdapter(
        place.Layer,
        options.Rank,
        options.Alpha ?? AdapterScaling.AlphaOfUnitScaling(options.Rank, options.RankStabilized),
        options.RankStabilized,
        options.Mode,
        options.Initialization)
    {
        protected override Tensor Adapt(Tensor x) =>
            nn.functional.linear(x, MaskedMerge.Merge(Layer.Weight, lora_A, lora_B, Scaling), ((LinearLayer)Layer).Bias);
    }
}
