namespace LoraDsl.Ranks;

/// <summary>
/// The best components of all adapters, ranked together: an adapter's rank is the number of its components among them. This is how
/// explained variance (EVA, arXiv 2410.07170) and AdaLoRA's triplets (arXiv 2303.10512) give ranks.
/// </summary>
/// <remarks>
/// Every adapter's least rank is reserved for its own best components. Counted in parameters, components are ranked by score for
/// each parameter. Equal components take turns. An adapter without further components gets no further rank.
/// </remarks>
public sealed class ComponentAllocation : IRankAllocation
{
    /// <inheritdoc/>
    public string Name => "top components";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An adapter has no component scores.</exception>
    public RankShares Allocate(IReadOnlyList<RankRequest> requests, RankBudget budget)
    {
        RequestChecks.Require(requests, budget);
        var components = new List<(double Worth, int Position, int Adapter)>();
        for (var index = 0; index < requests.Count; index++)
        {
            var request = requests[index];
            var scores = request.ComponentScores ?? throw new ArgumentException(
                $"'{request.Path}' has no scores of single components, which are what this allocation ranks: use a measure that gives them (explained variance), or another allocation.",
                nameof(requests));
            foreach (var (position, score) in scores.OrderDescending().Index().Skip(request.MinRank))
                components.Add((score / budget.CostOf(request), position, index));
        }

        var grants = new RankGrants(requests, budget);
        foreach (var (_, _, adapter) in components.OrderByDescending(component => component.Worth).ThenBy(component => component.Position))
            grants.TryRaise(adapter);
        var shares = grants.ToShares();
        return shares with { Explanations = RankExplanations.ByComponents(requests, shares.Ranks) };
    }
}
