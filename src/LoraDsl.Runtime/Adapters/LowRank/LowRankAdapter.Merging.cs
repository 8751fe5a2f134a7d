using LoraDsl.Formats.Peft;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public abstract partial class LowRankAdapter
{
    /// <summary>s·B·A in the weight's shape and of a type; without a mask, where a method has one, only where W is not zero.</summary>
    internal override Tensor WeightPart(Tensor weight, ScalarType type)
    {
        var (alpha, rankStabilized) = EffectiveAlpha;
        var (a, b) = CurrentFactors();
        return Layer.Product(a.to(type), b.to(type)).mul_(AdapterScaling.Of(alpha, EffectiveRank, rankStabilized));
    }
}
