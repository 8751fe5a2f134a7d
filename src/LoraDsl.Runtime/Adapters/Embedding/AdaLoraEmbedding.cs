using TorchSharp.Modules;

namespace LoraDsl.Adapters;

/// <summary>An embedding with AdaLoRA: y = E[ids] + s·Qᵀ[ids]·(P·Λ)ᵀ.</summary>
/// <remarks>
/// The frozen rows come from the layer itself, with all its options. TorchSharp does not tell which row is <c>padding_idx</c>, so that
/// row is adapted like any other; a layer with <c>max_norm</c> renormalises merged rows too.
/// </remarks>
public abstract class AdaLoraEmbedding : AdaLoraAdapter
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="initialRank">The rank that training starts with; less where the layer or <paramref name="maxRank"/> allow no more.</param>
    /// <param name="minRank">Triplets that training leaves at least; 0 lets the adapter vanish.</param>
    /// <param name="maxRank">Greatest rank; min(rows, width) when left out.</param>
    /// <param name="alpha">α of the scaling at the initial rank; left out, s is 1.</param>
    /// <param name="dropout">Not applied, as in PEFT: indices have no elements that could be dropped.</param>
    /// <param name="rankStabilized">Scale by α/√initialRank instead of α/initialRank.</param>
    /// <param name="budget">A budget that the adapter has for itself.</param>
    /// <exception cref="InvalidOperationException">The layer is null.</exception>
    protected AdaLoraEmbedding(
        string name,
        Embedding layer,
        int initialRank = 12,
        int minRank = 1,
        int? maxRank = null,
        double? alpha = null,
        double dropout = 0,
        bool rankStabilized = false,
        AdapterBudget? budget = null)
        : base(new EmbeddingLayer(name, layer), initialRank, minRank, maxRank, alpha, dropout, rankStabilized, budget) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected Embedding layer { get; }
}
