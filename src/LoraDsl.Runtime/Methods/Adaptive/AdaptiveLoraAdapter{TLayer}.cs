using LoraDsl.Adapters;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>LoRA whose rank is measured, on a layer. The output is that of <see cref="LoraAdapter{TLayer}"/> at the rank that was allocated.</summary>
/// <inheritdoc cref="LoraAdapter{TLayer}" path="/remarks"/>
/// <typeparam name="TLayer">Linear, Embedding or Conv2d.</typeparam>
public abstract class AdaptiveLoraAdapter<TLayer> : AdaptiveLoraAdapter
    where TLayer : nn.Module<Tensor, Tensor>
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="minRank">Least rank; 0 lets the adapter vanish.</param>
    /// <param name="maxRank">Greatest rank; the smaller size of the folded weight when left out.</param>
    /// <param name="alpha">α of the scaling; left out, s is 1 at every rank.</param>
    /// <param name="dropout">Probability in [0, 1) of dropping an element of the adapter's input in training. Not applied to indices, as in PEFT.</param>
    /// <param name="rankStabilized">Scale by α/√rank instead of α/rank.</param>
    /// <param name="schedule">What moves the rank in training.</param>
    /// <param name="budget">A budget that the adapter has for itself.</param>
    /// <param name="initialization">What A and B start with.</param>
    /// <param name="compensate">Whether the base takes back what an initialization with B·A ≠ 0 adds.</param>
    /// <param name="dora">Whether a magnitude for each output is trained beside the direction (DoRA).</param>
    /// <exception cref="InvalidOperationException">The layer is null, or has more than one group.</exception>
    protected AdaptiveLoraAdapter(
        string name,
        TLayer layer,
        int minRank = 1,
        int? maxRank = null,
        double? alpha = null,
        double dropout = 0,
        bool rankStabilized = false,
        RankSchedule schedule = RankSchedule.Constant,
        AdapterBudget? budget = null,
        AdapterInitialization initialization = AdapterInitialization.Original,
        bool compensate = true,
        bool dora = false)
        : base(LayerKinds.Of(name, layer), minRank, maxRank, alpha, dropout, rankStabilized, schedule, budget, initialization, compensate, dora) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected TLayer layer { get; }
}
