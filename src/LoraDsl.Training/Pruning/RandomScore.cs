using static TorchSharp.torch;

namespace LoraDsl.Pruning;

/// <summary>Chance, compared within a layer: what every other score must beat. Weights that are zero already go first.</summary>
/// <param name="seed">What the choice follows from; the global random state is not touched.</param>
public sealed class RandomScore(ulong seed = 0) : IPruningScore
{
    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public ComparisonGroup Group => ComparisonGroup.Layer;

    /// <inheritdoc/>
    public IEnumerable<Tensor> Score(nn.Module model, IReadOnlyList<PrunableLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        using var generator = new Generator(seed, CPU);
        foreach (var layer in layers)
        {
            // Drawn on the processor, so that the device does not change the choice.
            var chance = rand([layer.Rows, layer.Columns], generator: generator).add_(1).to(layer.Weight.device);
            yield return chance.masked_fill_(layer.Matrix().eq(0), 0);
        }
    }
}
