using TorchSharp.Modules;

namespace LoraDsl.Adapters;

/// <summary>A linear layer with DyLoRA, at rank b: y = x·Wᵀ + b + s·(x·A[:b]ᵀ)·B[:, :b]ᵀ.</summary>
public abstract class DyLoraLinear : DyLoraAdapter
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
    /// <exception cref="InvalidOperationException">The layer is null.</exception>
    protected DyLoraLinear(
        string name,
        Linear layer,
        int minRank,
        int maxRank,
        double alpha,
        double dropout = 0,
        DyLoraMode mode = DyLoraMode.Full,
        DyLoraSampling sampling = DyLoraSampling.Uniform,
        AdapterInitialization initialization = AdapterInitialization.Original)
        : base(new LinearLayer(name, layer), minRank, maxRank, alpha, dropout, mode, sampling, initialization) =>
        this.layer = layer;

    /// <summary>The frozen layer, owned by the model.</summary>
    protected Linear layer { get; }
}
