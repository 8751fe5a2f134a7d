using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// LoRA of a fixed rank on a layer: y = x·Wᵀ + b + s·(x·Aᵀ)·Bᵀ of a linear layer, y = E[ids] + s·Aᵀ[ids]·Bᵀ of an embedding,
/// y = W∗x + b + s·B∗(A∗x) of a convolution of one group, where A∗ strides, pads and dilates as the layer does.
/// </summary>
/// <remarks>
/// The frozen rows of an embedding come from the layer itself, with all its options. The row of its <c>padding_idx</c> gets no gradient from the
/// adapter either. A layer with <c>max_norm</c> cuts rows when they are looked up, so nothing can be merged into it.
/// </remarks>
/// <typeparam name="TLayer">Linear, Embedding or Conv2d.</typeparam>
public abstract class LoraAdapter<TLayer> : LoraAdapter
    where TLayer : nn.Module<Tensor, Tensor>
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="rank">The rank, at least 1.</param>
    /// <param name="alpha">α of the scaling.</param>
    /// <param name="dropout">Probability in [0, 1) of dropping an element of the adapter's input in training. Not applied to indices, as in PEFT.</param>
    /// <param name="rankStabilized">Scale by α/√rank instead of α/rank.</param>
    /// <param name="initialization">What A and B start with.</param>
    /// <param name="compensate">Whether the base takes back what an initialization with B·A ≠ 0 adds.</param>
    /// <exception cref="InvalidOperationException">The layer is null, or has more than one group.</exception>
    protected LoraAdapter(
        string name,
        TLayer layer,
        int rank,
        double alpha,
        double dropout = 0,
        bool rankStabilized = false,
        AdapterInitialization initialization = AdapterInitialization.Original,
        bool compensate = true)
        : base(LayerKinds.Of(name, layer), rank, alpha, dropout, rankStabilized, initialization, compensate) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected TLayer layer { get; }
}
