using TorchSharp.Modules;

namespace LoraDsl.Adapters;

/// <summary>
/// A sparse two-dimensional convolution of one group with LoRS: y = W̃∗x + b, W̃ = (W + s·B·A) ⊙ (W ≠ 0) where B·A mixes A's kernels.
/// </summary>
public abstract class LorsConv2d : LorsAdapter
{
    /// <summary>Attaches to a layer.</summary>
    /// <param name="name">Name of the adapted field.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="rank">The rank, at least 1.</param>
    /// <param name="alpha">α of the scaling.</param>
    /// <param name="rankStabilized">Scale by α/√rank instead of α/rank.</param>
    /// <param name="mode">Which gradient the adapter trains by.</param>
    /// <param name="initialization">What A and B start with.</param>
    /// <exception cref="InvalidOperationException">The layer is null, or has more than one group.</exception>
    protected LorsConv2d(
        string name,
        Conv2d layer,
        int rank,
        double alpha,
        bool rankStabilized = false,
        LorsMode mode = LorsMode.StraightThrough,
        AdapterInitialization initialization = AdapterInitialization.Original)
        : base(new Conv2dLayer(name, layer), rank, alpha, rankStabilized, mode, initialization) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected Conv2d layer { get; }
}
