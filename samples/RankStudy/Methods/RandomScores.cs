using LoraDsl.Adapters;
using LoraDsl.Importance;
using static TorchSharp.torch;

namespace RankStudy.Methods;

/// <summary>Scores that mean nothing: what a measure has to beat.</summary>
/// <param name="seed">Seed of the scores.</param>
internal sealed class RandomScores(int seed) : IImportanceMeasure
{
    public string Name => "random";

    public IReadOnlyList<double> Measure(
        nn.Module model, IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters, IEnumerable<Func<Tensor>> losses)
    {
        // Of an exponential variate: proportional shares are then spread evenly over all ways to divide the budget.
        var random = new Random(seed);
        return [.. adapters.Select(_ => -Math.Log(1 - random.NextDouble()))];
    }
}
