using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>
/// DyLoRA on a layer. The output at rank b is that of <see cref="LoraAdapter{TLayer}"/> with the first b rows of A and columns of B:
/// y = x·Wᵀ + b + s·(x·A[:b]ᵀ)·B[:, :b]ᵀ of a linear layer.
/// </summary>
/// <inheritdoc cref="LoraAdapter{TLayer}" path="/remarks"/>
/// <typeparam name="TLayer">Linear, Embedding or Conv2d.</typeparam>
public abstract class DyLoraAdapter<TLayer> : DyLoraAdapter
    where TLayer : nn.Module<Tensor, Tensor>
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="minRank">Least rank of the range, at least 1.</param>
    /// <param name="maxRank">Greatest rank of the range.</param>
    /// <param name="alpha">α of the scaling s_b = α/b.</param>
    /// <param name="dropout">Probability in [0, 1) of dropping an element of the adapter's input in training. Not applied to indices, as in PEFT.</param>
    /// <param name="mode">What a training step updates.</param>
    /// <param name="sampling">How the rank of a training step is drawn.</param>
    /// <param name="initialization">What A and B start with.</param>
    /// <param name="dora">Whether a magnitude for each output is trained beside the direction (DoRA).</param>
    /// <exception cref="InvalidOperationException">The layer is null, or has more than one group.</exception>
    protected DyLoraAdapter(
        string name,
        TLayer layer,
        int minRank,
        int maxRank,
        double alpha,
        double dropout = 0,
        DyLoraMode mode = DyLoraMode.Full,
        DyLoraSampling sampling = DyLoraSampling.Uniform,
        AdapterInitialization initialization = AdapterInitialization.Original,
        bool dora = false)
        : base(LayerKinds.Of(name, layer), minRank, maxRank, alpha, dropout, mode, sampling, initialization, dora) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected TLayer layer { get; }
}
