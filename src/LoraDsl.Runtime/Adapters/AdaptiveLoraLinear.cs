using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// A linear layer with LoRA whose rank is measured: it has rank 0, and the layer runs alone, until ranks are shared out by
/// <c>AllocateRanks</c> or come from a file.
/// </summary>
public abstract class AdaptiveLoraLinear : LinearAdapter
{
    private readonly double? alpha;

    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="minRank">Least rank; 0 lets the adapter vanish.</param>
    /// <param name="maxRank">Greatest rank; min(in, out) when left out.</param>
    /// <param name="alpha">α of the scaling; left out, s is 1 at every rank.</param>
    /// <param name="dropout">Probability in [0, 1) of dropping an element of the adapter's input in training.</param>
    /// <param name="rankStabilized">Scale by α/√rank instead of α/rank.</param>
    /// <param name="budget">A budget that the adapter has for itself.</param>
    protected AdaptiveLoraLinear(
        string name,
        Linear layer,
        int minRank = 1,
        int? maxRank = null,
        double? alpha = null,
        double dropout = 0,
        bool rankStabilized = false,
        int? budget = null)
        : base(name, layer, 0, dropout)
    {
        var limit = (int)Math.Min(InFeatures, OutFeatures);
        MaxRank = Math.Min(maxRank ?? limit, limit);
        MinRank = Math.Min(minRank, MaxRank);
        this.alpha = alpha;
        RankStabilized = rankStabilized;
        Budget = budget;
    }

    /// <summary>The rank that was given; 0 before ranks are allocated, or when the adapter was left out.</summary>
    public int Rank => StoredRank;

    /// <summary>Least rank that an allocation may give.</summary>
    public int MinRank { get; }

    /// <summary>Greatest rank that an allocation may give, min(in, out) at most.</summary>
    public int MaxRank { get; }

    /// <summary>Whether a rank, 0 included, was given by an allocation or a file.</summary>
    public bool IsAllocated { get; private set; }

    /// <inheritdoc/>
    public sealed override int CurrentRank => StoredRank;

    /// <inheritdoc/>
    public sealed override double Alpha => alpha ?? AdapterScaling.AlphaOfUnitScaling(Rank, RankStabilized);

    /// <inheritdoc/>
    public sealed override bool RankStabilized { get; }

    /// <summary>A budget that the adapter has for itself, or <see langword="null"/> when it draws on its model's.</summary>
    internal int? Budget { get; }

    /// <summary>Whether training has moved the adapter away from its start.</summary>
    internal bool IsTrained
    {
        get
        {
            if (Rank == 0)
                return false;
            using var scope = NewDisposeScope();
            return lora_B.detach().count_nonzero().item<long>() > 0;
        }
    }

    /// <summary>Gives the adapter fresh factors of the rank.</summary>
    internal void Allocate(int rank)
    {
        if (rank != Rank)
        {
            var (a, b) = LowRankFactors.Create(layer, rank);
            using (a)
            using (b)
                SetFactors(a, b);
        }

        IsAllocated = true;
    }

    /// <inheritdoc/>
    internal sealed override void RequireLoadable(string path, int rank, double alpha, bool rankStabilized)
    {
        if (rank > Math.Min(InFeatures, OutFeatures))
            throw AdapterMismatch.Rank(path, rank, $"adaptive, for a layer of {InFeatures} inputs and {OutFeatures} outputs", "a wider layer");
        if (rank == 0)
            return;
        var own = AdapterScaling.Of(this.alpha ?? AdapterScaling.AlphaOfUnitScaling(rank, RankStabilized), rank, RankStabilized);
        AdapterMismatch.RequireScaling(path, own, AdapterScaling.Of(alpha, rank, rankStabilized), alpha);
    }

    /// <inheritdoc/>
    internal sealed override void OnLoaded() => IsAllocated = true;
}
