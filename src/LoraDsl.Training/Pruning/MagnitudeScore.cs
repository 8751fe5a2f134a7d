using static TorchSharp.torch;

namespace LoraDsl.Pruning;

/// <summary>|W|, compared within a layer (Han et al., arXiv 1506.02626). Needs no data.</summary>
public sealed class MagnitudeScore : IPruningScore
{
    /// <inheritdoc/>
    public string Name => "magnitude";

    /// <inheritdoc/>
    public ComparisonGroup Group => ComparisonGroup.Layer;

    /// <inheritdoc/>
    public IEnumerable<Tensor> Score(nn.Module model, IReadOnlyList<PrunableLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        foreach (var layer in layers)
            yield return layer.Matrix().abs();
    }
}
