using TorchSharp.Modules;

namespace LoraDsl.Adapters;

/// <summary>An embedding with DyLoRA, at rank b: y = E[ids] + s·A[:b]ᵀ[ids]·B[:, :b]ᵀ.</summary>
/// <remarks>
/// The frozen rows come from the layer itself, with all its options. TorchSharp does not tell which row is <c>padding_idx</c>, so that
/// row is adapted like any other; a layer with <c>max_norm</c> renormalises merged rows too.
/// </remarks>
public abstract class DyLoraEmbedding : DyLoraAdapter
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="minRank">Least rank of the range, at least 1.</param>
    /// <param name="maxRank">Greatest rank of the range.</param>
    /// <param name="alpha">α of the scaling s_b = α/b.</param>
    /// <param name="dropout">Not applied, as in PEFT: indices have no elements that could be dropped.</param>
    /// <param name="mode">What a training step updates.</param>
    /// <param name="sampling">How the rank of a training step is drawn.</param>
    /// <param name="initialization">What A and B start with.</param>
    /// <exception cref="InvalidOperationException">The layer is null.</exception>
    protected DyLoraEmbedding(
        string name,
        Embedding layer,
        int minRank,
        int maxRank,
        double alpha,
        double dropout = 0,
        DyLoraMode mode = DyLoraMode.Full,
        DyLoraSampling sampling = DyLoraSampling.Uniform,
        AdapterInitialization initialization = AdapterInitialization.Original)
        : base(new EmbeddingLayer(name, layer), minRank, maxRank, alpha, dropout, mode, sampling, initialization) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected Embedding layer { get; }
}
