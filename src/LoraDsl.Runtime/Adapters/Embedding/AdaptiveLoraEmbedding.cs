using TorchSharp.Modules;

namespace LoraDsl.Adapters;

/// <summary>An embedding with LoRA whose rank is measured: y = E[ids] + s·Aᵀ[ids]·Bᵀ.</summary>
/// <remarks>
/// The frozen rows come from the layer itself, with all its options. TorchSharp does not tell which row is <c>padding_idx</c>, so that
/// row is adapted like any other; a layer with <c>max_norm</c> renormalises merged rows too.
/// </remarks>
public abstract class AdaptiveLoraEmbedding : AdaptiveLoraAdapter
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="minRank">Least rank; 0 lets the adapter vanish.</param>
    /// <param name="maxRank">Greatest rank; min(rows, width) when left out.</param>
    /// <param name="alpha">α of the scaling; left out, s is 1 at every rank.</param>
    /// <param name="dropout">Not applied, as in PEFT: indices have no elements that could be dropped.</param>
    /// <param name="rankStabilized">Scale by α/√rank instead of α/rank.</param>
    /// <param name="schedule">What moves the rank in training.</param>
    /// <param name="budget">A budget that the adapter has for itself.</param>
    /// <param name="initialization">What A and B start with.</param>
    /// <param name="compensate">Whether the base takes back what a start with B·A ≠ 0 adds.</param>
    /// <exception cref="InvalidOperationException">The layer is null.</exception>
    protected AdaptiveLoraEmbedding(
        string name,
        Embedding layer,
        int minRank = 1,
        int? maxRank = null,
        double? alpha = null,
        double dropout = 0,
        bool rankStabilized = false,
        RankSchedule schedule = RankSchedule.Constant,
        AdapterBudget? budget = null,
        AdapterInitialization initialization = AdapterInitialization.Original,
        bool compensate = true)
        : base(new EmbeddingLayer(name, layer), minRank, maxRank, alpha, dropout, rankStabilized, schedule, budget, initialization, compensate) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected Embedding layer { get; }
}
