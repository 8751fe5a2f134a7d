using TorchSharp.Modules;

namespace LoraDsl.Adapters;

/// <summary>A linear layer with LoRA whose rank is measured: y = x·Wᵀ + b + s·(x·Aᵀ)·Bᵀ.</summary>
public abstract class AdaptiveLoraLinear : AdaptiveLoraAdapter
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="minRank">Least rank; 0 lets the adapter vanish.</param>
    /// <param name="maxRank">Greatest rank; min(in, out) when left out.</param>
    /// <param name="alpha">α of the scaling; left out, s is 1 at every rank.</param>
    /// <param name="dropout">Probability in [0, 1) of dropping an element of the adapter's input in training.</param>
    /// <param name="rankStabilized">Scale by α/√rank instead of α/rank.</param>
    /// <param name="schedule">What moves the rank in training.</param>
    /// <param name="budget">A budget that the adapter has for itself.</param>
    /// <param name="initialization">What A and B start with.</param>
    /// <param name="compensate">Whether the base takes back what a start with B·A ≠ 0 adds.</param>
    /// <exception cref="InvalidOperationException">The layer is null.</exception>
    protected AdaptiveLoraLinear(
        string name,
        Linear layer,
        int minRank = 1,
        int? maxRank = null,
        double? alpha = null,
        double dropout = 0,
        bool rankStabilized = false,
        RankSchedule schedule = RankSchedule.Constant,
        AdapterBudget? budget = null,
        AdapterInitialization initialization = AdapterInitialization.Original,
        bool compensate = true)
        : base(new LinearLayer(name, layer), minRank, maxRank, alpha, dropout, rankStabilized, schedule, budget, initialization, compensate) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected Linear layer { get; }
}
