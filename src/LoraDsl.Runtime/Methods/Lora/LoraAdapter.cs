using LoraDsl.Adapters;
using LoraDsl.Formats.Peft;
using LoraDsl.Layers;

namespace LoraDsl.Methods;

/// <summary>LoRA of a fixed rank (Hu et al., arXiv 2106.09685).</summary>
public abstract class LoraAdapter : LayerAdapter
{
    private protected LoraAdapter(
        AdaptedLayer layer, int rank, double alpha, double dropout, bool rankStabilized, AdapterInitialization initialization, bool compensate)
        : base(layer, rank, dropout, initialization, compensate)
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
    internal sealed override string Method => "LoRA";

    /// <inheritdoc/>
    internal sealed override void RequireLoadable(string path, int rank, double alpha, bool rankStabilized)
    {
        if (rank != Rank)
            throw AdapterMismatch.Rank(path, rank, $"[Lora({Rank})]", $"[Lora({rank})]");
        AdapterMismatch.RequireScaling(path, Scaling, AdapterScaling.Of(alpha, rank, rankStabilized), alpha);
    }
}
