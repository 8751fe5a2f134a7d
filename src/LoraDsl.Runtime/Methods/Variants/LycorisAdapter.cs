using LoraDsl.Formats.Peft;
using LoraDsl.Kernels;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>What LoHa and LoKr have in common: a change ΔW of the weight of which small factors are trained, with the scaling α/rank.</summary>
public abstract class LycorisAdapter : VariantAdapter
{
    private protected LycorisAdapter(
        AdaptedLayer layer, int rank, double? alpha, double rankDropout, double moduleDropout, IReadOnlyList<(string Name, long[] Shape)> factors)
        : base(layer, dropout: 0, factors)
    {
        Rank = rank;
        Alpha = alpha ?? AdapterScaling.AlphaOfUnitScaling(rank, rankStabilized: false);
        RankDropout = rankDropout;
        ModuleDropout = moduleDropout;
    }

    /// <summary>The rank of the factors; ΔW has a higher one.</summary>
    public int Rank { get; }

    /// <summary>Probability in [0, 1) with which a row of ΔW is dropped in a training pass.</summary>
    public double RankDropout { get; }

    /// <summary>Probability in [0, 1) with which a training pass runs without the adapter.</summary>
    public double ModuleDropout { get; }

    /// <inheritdoc/>
    public sealed override int CurrentRank => Rank;

    /// <inheritdoc/>
    public sealed override double Alpha { get; }

    /// <summary>Whether the rows that <see cref="RankDropout"/> leaves are multiplied so that their sum stays what it was.</summary>
    private protected abstract bool ScalesRankDropout { get; }

    /// <inheritdoc/>
    internal sealed override Tensor Part(Tensor input)
    {
        Follow();
        using var scope = NewDisposeScope();
        var part = PartOf(input);
        return (IsDropped() ? part.mul(0) : part).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    internal sealed override Tensor WeightPart(Tensor weight, ScalarType type) => Change(type).mul_(Scaling);

    /// <inheritdoc/>
    private protected sealed override Tensor WithPart(Tensor input, Tensor output)
    {
        if (IsDropped())
            return output;
        using var scope = NewDisposeScope();
        return output.add(PartOf(input)).MoveToOuterDisposeScope();
    }

    /// <summary>ΔW without the scaling, in the weight's shape and of a type; it belongs to the caller's scope.</summary>
    private protected abstract Tensor Change(ScalarType type);

    /// <summary>What ΔW gives, with its scaling and dropout, in the shape of the layer's output.</summary>
    private protected virtual Tensor PartOf(Tensor input) => Layer.RunWith(input, DroppedChange(input.dtype), null);

    /// <summary>
    /// The layer with W + ΔW, which is one product with the weight's size forward instead of two. Weights of 16 bits would round ΔW away, so there
    /// the two are multiplied one after the other.
    /// </summary>
    private protected Tensor OfSum(Tensor x)
    {
        using var scope = NewDisposeScope();
        var weight = Layer.Weight;
        return (weight.dtype == FirstFactor.dtype
            ? Layer.RunWith(x, weight.add(DroppedChange(weight.dtype)), Layer.Bias)
            : Layer.Module.forward(x).add(PartOf(x))).MoveToOuterDisposeScope();
    }

    /// <summary>Whether this pass runs without the adapter.</summary>
    private protected bool IsDropped()
    {
        if (!training || ModuleDropout == 0)
            return false;
        using var drawn = rand(1);
        return drawn.item<float>() <= ModuleDropout;
    }

    /// <summary>What multiplies the rows of ΔW in this pass, (out), or <see langword="null"/>; it belongs to the caller's scope.</summary>
    private protected Tensor? RowsLeft(ScalarType type)
    {
        if (!training || RankDropout == 0)
            return null;
        using var scope = NewDisposeScope();
        var left = rand(OutFeatures).gt(RankDropout).to(type, Layer.Weight.device);

        // Where no row is left there is nothing to make up for.
        if (ScalesRankDropout)
            left = left.div(left.mean().clamp_min(1.0 / OutFeatures));
        return left.MoveToOuterDisposeScope();
    }

    private Tensor DroppedChange(ScalarType type)
    {
        // Products of 16-bit factors are formed in float32 and rounded once.
        var change = Change(type is ScalarType.Float16 or ScalarType.BFloat16 ? ScalarType.Float32 : type).Times(Scaling);
        if (RowsLeft(change.dtype) is { } left)
            change = change.mul(left.view([-1, .. Enumerable.Repeat(1L, change.shape.Length - 1)]));
        return change.to(type);
    }
}
