using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// LoRA whose rank is measured: the adapter has rank 0, and the layer runs alone, until ranks are shared out by
/// <c>AllocateRanks</c> or come from a file.
/// </summary>
public abstract class AdaptiveLoraAdapter : LayerAdapter
{
    private readonly double? alpha;

    private protected AdaptiveLoraAdapter(
        AdaptedLayer layer,
        int minRank,
        int? maxRank,
        double? alpha,
        double dropout,
        bool rankStabilized,
        RankSchedule schedule,
        AdapterBudget? budget)
        : base(layer, 0, dropout)
    {
        MaxRank = Math.Min(maxRank ?? layer.FullRank, layer.FullRank);
        MinRank = Math.Min(minRank, MaxRank);
        this.alpha = alpha;
        RankStabilized = rankStabilized;
        Schedule = schedule;
        Budget = budget;
    }

    /// <summary>The rank that was given; 0 before ranks are allocated, or when the adapter was left out.</summary>
    public int Rank => StoredRank;

    /// <summary>Least rank that an allocation may give.</summary>
    public int MinRank { get; }

    /// <summary>Greatest rank that an allocation may give, at most the smaller of <see cref="LayerAdapter.InFeatures"/> and <see cref="LayerAdapter.OutFeatures"/>.</summary>
    public int MaxRank { get; }

    /// <summary>What moves the rank in training.</summary>
    public RankSchedule Schedule { get; }

    /// <summary>Whether a rank, 0 included, was given by an allocation or a file.</summary>
    public bool IsAllocated { get; private set; }

    /// <inheritdoc/>
    public sealed override int CurrentRank => StoredRank;

    /// <inheritdoc/>
    public sealed override double Alpha => alpha ?? AdapterScaling.AlphaOfUnitScaling(Rank, RankStabilized);

    /// <inheritdoc/>
    public sealed override bool RankStabilized { get; }

    /// <summary>A budget that the adapter has for itself, or <see langword="null"/> when it draws on its model's.</summary>
    internal AdapterBudget? Budget { get; }

    /// <summary>Whether training has moved the adapter away from its start.</summary>
    internal bool IsTrained
    {
        get
        {
            if (Rank == 0)
                return false;
            using var scope = NewDisposeScope();
            return Layer.ZeroAtStart(lora_A, lora_B).detach().count_nonzero().item<long>() > 0;
        }
    }

    /// <summary>Gives the adapter fresh factors of the rank.</summary>
    internal void Allocate(int rank)
    {
        if (rank != Rank)
        {
            var (a, b) = LowRankFactors.Create(Layer, rank);
            using (a)
            using (b)
                SetFactors(a, b);
        }

        IsAllocated = true;
    }

    /// <inheritdoc/>
    internal sealed override void RequireLoadable(string path, int rank, double alpha, bool rankStabilized)
    {
        if (rank > Layer.FullRank)
            throw AdapterMismatch.Rank(path, rank, $"adaptive, for a layer of {InFeatures} inputs and {OutFeatures} outputs", "a wider layer");
        if (rank == 0)
            return;
        var own = AdapterScaling.Of(this.alpha ?? AdapterScaling.AlphaOfUnitScaling(rank, RankStabilized), rank, RankStabilized);
        AdapterMismatch.RequireScaling(path, own, AdapterScaling.Of(alpha, rank, rankStabilized), alpha);
    }

    /// <inheritdoc/>
    internal sealed override void OnLoaded() => IsAllocated = true;
}
