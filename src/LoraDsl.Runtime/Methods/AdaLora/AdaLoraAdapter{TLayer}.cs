using LoraDsl.Adapters;
using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>AdaLoRA on a layer. The output is that of <see cref="LoraAdapter{TLayer}"/> with A = Q and B = P·Λ.</summary>
/// <inheritdoc cref="LoraAdapter{TLayer}" path="/remarks"/>
/// <typeparam name="TLayer">Linear, Embedding or Conv2d.</typeparam>
public abstract class AdaLoraAdapter<TLayer> : AdaLoraAdapter
    where TLayer : nn.Module<Tensor, Tensor>
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="initialRank">The rank that training starts with; less where the layer or <paramref name="maxRank"/> allow no more.</param>
    /// <param name="minRank">Triplets that training leaves at least; 0 lets the adapter vanish.</param>
    /// <param name="maxRank">Greatest rank; the smaller size of the folded weight when left out.</param>
    /// <param name="alpha">α of the scaling at the initial rank; left out, s is 1.</param>
    /// <param name="dropout">Probability in [0, 1) of dropping an element of the adapter's input in training. Not applied to indices, as in PEFT.</param>
    /// <param name="rankStabilized">Scale by α/√initialRank instead of α/initialRank.</param>
    /// <param name="budget">A budget that the adapter has for itself.</param>
    /// <exception cref="InvalidOperationException">The layer is null, or has more than one group.</exception>
    protected AdaLoraAdapter(
        string name,
        TLayer layer,
        int initialRank = 12,
        int minRank = 1,
        int? maxRank = null,
        double? alpha = null,
        double dropout = 0,
        bool rankStabilized = false,
        AdapterBudget? budget = null)
        : base(LayerKinds.Of(name, layer), initialRank, minRank, maxRank, alpha, dropout, rankStabilized, budget) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected TLayer layer { get; }
}
