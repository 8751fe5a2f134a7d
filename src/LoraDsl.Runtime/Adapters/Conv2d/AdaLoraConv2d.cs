using TorchSharp.Modules;

namespace LoraDsl.Adapters;

/// <summary>A two-dimensional convolution of one group with AdaLoRA: y = W∗x + b + s·(P·Λ)∗(Q∗x), where Q∗ strides, pads and dilates as the layer does.</summary>
public abstract class AdaLoraConv2d : AdaLoraAdapter
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="initialRank">The rank that training starts with; less where the layer or <paramref name="maxRank"/> allow no more.</param>
    /// <param name="minRank">Triplets that training leaves at least; 0 lets the adapter vanish.</param>
    /// <param name="maxRank">Greatest rank; min(out, in·height·width) when left out.</param>
    /// <param name="alpha">α of the scaling at the initial rank; left out, s is 1.</param>
    /// <param name="dropout">Probability in [0, 1) of dropping an element of the adapter's input in training.</param>
    /// <param name="rankStabilized">Scale by α/√initialRank instead of α/initialRank.</param>
    /// <param name="budget">A budget that the adapter has for itself.</param>
    /// <exception cref="InvalidOperationException">The layer is null, or has more than one group.</exception>
    protected AdaLoraConv2d(
        string name,
        Conv2d layer,
        int initialRank = 12,
        int minRank = 1,
        int? maxRank = null,
        double? alpha = null,
        double dropout = 0,
        bool rankStabilized = false,
        AdapterBudget? budget = null)
        : base(new Conv2dLayer(name, layer), initialRank, minRank, maxRank, alpha, dropout, rankStabilized, budget) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected Conv2d layer { get; }
}
