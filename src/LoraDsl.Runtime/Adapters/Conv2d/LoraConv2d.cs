using TorchSharp.Modules;

namespace LoraDsl.Adapters;

/// <summary>A two-dimensional convolution of one group with LoRA of a fixed rank: y = W∗x + b + s·B∗(A∗x), where A∗ strides, pads and dilates as the layer does.</summary>
public abstract class LoraConv2d : LoraAdapter
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="rank">The rank, at least 1.</param>
    /// <param name="alpha">α of the scaling.</param>
    /// <param name="dropout">Probability in [0, 1) of dropping an element of the adapter's input in training.</param>
    /// <param name="rankStabilized">Scale by α/√rank instead of α/rank.</param>
    /// <param name="initialization">What A and B start with.</param>
    /// <param name="compensate">Whether the base takes back what a start with B·A ≠ 0 adds.</param>
    /// <exception cref="InvalidOperationException">The layer is null, or has more than one group.</exception>
    protected LoraConv2d(
        string name,
        Conv2d layer,
        int rank,
        double alpha,
        double dropout = 0,
        bool rankStabilized = false,
        AdapterInitialization initialization = AdapterInitialization.Original,
        bool compensate = true)
        : base(new Conv2dLayer(name, layer), rank, alpha, dropout, rankStabilized, initialization, compensate) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected Conv2d layer { get; }
}
