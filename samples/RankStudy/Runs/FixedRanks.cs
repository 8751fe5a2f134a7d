using LoraDsl.Adapters;
using LoraDsl.Importance;
using LoraDsl.Ranks;
using static TorchSharp.torch;

namespace RankStudy.Runs;

/// <summary>Ranks that are known already: nothing is measured, and each adapter gets its own.</summary>
/// <param name="ranks">A rank for each adapter.</param>
internal sealed class FixedRanks(IReadOnlyList<int> ranks) : IImportanceMeasure, IRankAllocation
{
    /// <inheritdoc cref="IImportanceMeasure.Name"/>
    public string Name => "given ranks";

    public IReadOnlyList<double> Measure(
        nn.Module model, IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters, IEnumerable<Func<Tensor>> losses) =>
        [.. ranks.Select(rank => (double)rank)];

    public RankShares Allocate(IReadOnlyList<RankRequest> requests, RankBudget budget) => new(ranks, ranks.Sum(), 0);
}
