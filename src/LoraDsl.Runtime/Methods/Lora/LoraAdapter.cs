using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>LoRA of a fixed rank (Hu et al., arXiv 2106.09685).</summary>
public abstract class LoraAdapter : LowRankAdapter
{
    private protected LoraAdapter(
        AdaptedLayer layer, int rank, double alpha, double dropout, bool rankStabilized, AdapterInitialization initialization, bool compensate, bool dora)
        : base(Suited(layer, initialization, dora), rank, dropout, initialization, compensate, dora)
    {
        Rank = rank;
        Alpha = alpha;
        RankStabilized = rankStabilized;
    }

    /// <summary>The rank.</summary>
    public int Rank { get; }

    /// <inheritdoc/>
    public sealed override int CurrentRank => Rank;

    /// <inheritdoc/>
    public sealed override double Alpha { get; }

    /// <inheritdoc/>
    public sealed override bool RankStabilized { get; }

    /// <inheritdoc/>
    internal sealed override bool TakesInitialization(int rank, int stored) => Rank != stored;

    /// <inheritdoc/>
    internal sealed override string Method => IsDora ? "DoRA" : "LoRA";

    /// <inheritdoc/>
    internal sealed override void RequireLoadable(string path, int rank, double alpha, bool rankStabilized)
    {
        if (TakesSmallerRanks && rank <= Rank)
            return;
        if (rank != Rank)
            throw AdapterMismatch.Rank(path, rank, $"[Lora({Rank})]", $"[Lora({rank})]");
        AdapterMismatch.RequireScaling(path, Scaling, AdapterScaling.Of(alpha, rank, rankStabilized), alpha);
    }

    /// <summary>Values of a smaller rank are padded by zeros, and B takes up what the scalings differ by.</summary>
    internal override IReadOnlyList<Tensor> FactorsFrom(Tensor a, Tensor b, Tensor? e, double scaling)
    {
        var factors = base.FactorsFrom(a, b, e, scaling);
        var missing = Rank - a.shape[0];
        if (!TakesSmallerRanks || (missing == 0 && scaling == Scaling))
            return factors;
        var rescaled = scaling == Scaling ? factors[1] : factors[1].mul(scaling / Scaling);
        return missing == 0
            ? [factors[0], rescaled]
            : [cat([factors[0], zeros(Layer.ShapeOfA(missing), dtype: a.dtype)], 0), cat([rescaled, zeros(Layer.ShapeOfB(missing), dtype: rescaled.dtype)], 1)];
    }

    private static AdaptedLayer Suited(AdaptedLayer layer, AdapterInitialization initialization, bool dora) =>
        dora ? layer.RequireProduct("DoRA")
        : initialization is AdapterInitialization.Original or AdapterInitialization.Gaussian ? layer
        : layer.RequireProduct($"LoRA that starts by {initialization}");

    /// <summary>Whether a file of a smaller rank, and of any scaling, can be loaded: no attribute has fixed them.</summary>
    private protected virtual bool TakesSmallerRanks => false;
}
