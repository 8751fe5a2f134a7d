using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// LoRA of a fixed rank on a layer: y = x·Wᵀ + b + s·(x·Aᵀ)·Bᵀ of a linear layer, y = E[ids] + s·Aᵀ[ids]·Bᵀ of an embedding,
/// y = W∗x + b + s·B∗(A∗x) of a convolution, where A∗ strides, pads and dilates as the layer does.
/// </summary>
/// <remarks>
/// The frozen rows of an embedding come from the layer itself, with all its options. The row of its <c>padding_idx</c> gets no gradient from the
/// adapter either. A layer with <c>max_norm</c> cuts rows when they are looked up, so nothing can be merged into it.
/// With DoRA the output is g ⊙ (y − b) + b with g = m/‖W + s·B·A‖, the norm of each row of the folded weight, which takes part in no gradient
/// (Liu et al., arXiv 2402.09353).
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
    /// <param name="dora">Whether a magnitude for each output is trained beside the direction (DoRA).</param>
    /// <param name="bias">Whether B has a bias.</param>
    /// <exception cref="InvalidOperationException">The layer is null, or a convolution whose groups do not divide the rank, or that has groups and magnitudes.</exception>
    protected LoraAdapter(
        string name,
        TLayer layer,
        int rank,
        double alpha,
        double dropout = 0,
        bool rankStabilized = false,
        AdapterInitialization initialization = AdapterInitialization.Original,
        bool compensate = true,
        bool dora = false,
        bool bias = false)
        : base(LayerKinds.Of(name, layer), rank, alpha, dropout, rankStabilized, initialization, compensate, dora, bias) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected TLayer layer { get; }
}
