using LoraDsl.Formats.Peft;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public abstract partial class LowRankAdapter
{
    /// <inheritdoc/>
    internal override Tensor MergedWeight(Tensor weight)
    {
        if (!IsDora)
            return base.MergedWeight(weight);
        var type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        return Rescaled(ProductPart(type).add_(weight.to(type)));
    }

    /// <summary>s·B·A in the weight's shape and of a type; without a mask, where a method has one, only where W is not zero.</summary>
    internal override Tensor WeightPart(Tensor weight, ScalarType type) =>
        IsDora ? MergedWeight(weight).to(type).sub(weight.to(type)) : ProductPart(type);

    private Tensor ProductPart(ScalarType type)
    {
        var (alpha, rankStabilized) = EffectiveAlpha;
        var (a, b) = CurrentFactors();
        return Layer.Product(a.to(type), b.to(type)).mul_(AdapterScaling.Of(alpha, EffectiveRank, rankStabilized));
    }
}
