using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Methods;

/// <summary>LoRS on a sparse layer: the layer with the weight W̃ = (W + s·B·A) ⊙ (W ≠ 0).</summary>
/// <typeparam name="TLayer">Linear or Conv2d.</typeparam>
public abstract class LorsAdapter<TLayer> : LorsAdapter
    where TLayer : nn.Module<Tensor, Tensor>
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
    protected LorsAdapter(
        string name,
        TLayer layer,
        int rank,
        double alpha,
        bool rankStabilized = false,
        LorsMode mode = LorsMode.StraightThrough,
        AdapterInitialization initialization = AdapterInitialization.Original)
        : base(LayerKinds.Of(name, layer), rank, alpha, rankStabilized, mode, initialization) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected TLayer layer { get; }
}
