using TorchSharp.Modules;

namespace LoraDsl.Adapters;

/// <summary>An embedding with LoRA of a fixed rank: y = E[ids] + s·Aᵀ[ids]·Bᵀ.</summary>
/// <remarks>
/// The frozen rows come from the layer itself, with all its options. TorchSharp does not tell which row is <c>padding_idx</c>, so that
/// row is adapted like any other; a layer with <c>max_norm</c> renormalises merged rows too.
/// </remarks>
public abstract class LoraEmbedding : LoraAdapter
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="rank">The rank, at least 1.</param>
    /// <param name="alpha">α of the scaling.</param>
    /// <param name="dropout">Not applied, as in PEFT: indices have no elements that could be dropped.</param>
    /// <param name="rankStabilized">Scale by α/√rank instead of α/rank.</param>
    /// <param name="initialization">What A and B start with.</param>
    /// <param name="compensate">Whether the base takes back what a start with B·A ≠ 0 adds.</param>
    /// <exception cref="InvalidOperationException">The layer is null.</exception>
    protected LoraEmbedding(
        string name,
        Embedding layer,
        int rank,
        double alpha,
        double dropout = 0,
        bool rankStabilized = false,
        AdapterInitialization initialization = AdapterInitialization.Original,
        bool compensate = true)
        : base(new EmbeddingLayer(name, layer), rank, alpha, dropout, rankStabilized, initialization, compensate) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected Embedding layer { get; }
}
