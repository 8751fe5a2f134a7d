using TorchSharp.Modules;

namespace LoraDsl.Adapters;

/// <summary>A linear layer with LoRA of a fixed rank (Hu et al., arXiv 2106.09685).</summary>
public abstract class LoraLinear : LinearAdapter
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="rank">The rank, at least 1.</param>
    /// <param name="alpha">α of the scaling.</param>
    /// <param name="dropout">Probability in [0, 1) of dropping an element of the adapter's input in training.</param>
    /// <param name="rankStabilized">Scale by α/√rank instead of α/rank.</param>
    protected LoraLinear(string name, Linear layer, int rank, double alpha, double dropout = 0, bool rankStabilized = false)
        : base(name, layer, rank, dropout)
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
    internal sealed override void RequireLoadable(string path, int rank, double alpha, bool rankStabilized)
    {
        if (rank != Rank)
            throw AdapterMismatch.Rank(path, rank, $"[Lora({Rank})]", $"[Lora({rank})]");
        AdapterMismatch.RequireScaling(path, Scaling, AdapterScaling.Of(alpha, rank, rankStabilized), alpha);
    }
}
