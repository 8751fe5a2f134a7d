using TorchSharp.Modules;

namespace LoraDsl.Adapters;

/// <summary>A two-dimensional convolution of one group with DyLoRA, at rank b: y = W∗x + b + s·B∗(A∗x), where A∗ strides, pads and dilates as the layer does, both cut to their first b ranks.</summary>
public abstract class DyLoraConv2d : DyLoraAdapter
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="minRank">Least rank of the range, at least 1.</param>
    /// <param name="maxRank">Greatest rank of the range.</param>
    /// <param name="alpha">α of the scaling s_b = α/b.</param>
    /// <param name="dropout">Probability in [0, 1) of dropping an element of the adapter's input in training.</param>
    /// <param name="mode">What a training step updates.</param>
    /// <param name="sampling">How the rank of a training step is drawn.</param>
    /// <param name="initialization">What A and B start with.</param>
    /// <exception cref="InvalidOperationException">The layer is null, or has more than one group.</exception>
    protected DyLoraConv2d(
        string name,
        Conv2d layer,
        int minRank,
        int maxRank,
        double alpha,
        double dropout = 0,
        DyLoraMode mode = DyLoraMode.Full,
        DyLoraSampling sampling = DyLoraSampling.Uniform,
        AdapterInitialization initialization = AdapterInitialization.Original)
        : base(new Conv2dLayer(name, layer), minRank, maxRank, alpha, dropout, mode, sampling, initialization) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected Conv2d layer { get; }
}
