namespace LoraDsl.Allocation;

/// <summary>
/// Two ranks: a high one for adapters whose score reaches the threshold, a low one for the others. What the budget leaves over goes
/// to the highest scores; what it lacks is missing at the lowest. Scores that are all equal share evenly.
/// </summary>
public sealed class ThresholdAllocation : IRankAllocation
{
    private readonly double threshold;
    private readonly int lowRank;
    private readonly int highRank;

    /// <summary>Sets the two ranks.</summary>
    /// <param name="lowRank">Rank below the threshold; each adapter's bounds hold.</param>
    /// <param name="highRank">Rank from the threshold on, at least the low one; each adapter's bounds hold.</param>
    /// <param name="threshold">The threshold as a part of the greatest score, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The ranks or the threshold are out of range.</exception>
    public ThresholdAllocation(int lowRank, int highRank, double threshold = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lowRank);
        ArgumentOutOfRangeException.ThrowIfLessThan(highRank, lowRank);
        if (threshold is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold is a part of the greatest score: write a number above 0 and up to 1.");
        this.threshold = threshold;
        this.lowRank = lowRank;
        this.highRank = highRank;
    }

    /// <inheritdoc/>
    public string Name => "threshold";

    /// <inheritdoc/>
    public RankShares Allocate(IReadOnlyList<RankRequest> requests, RankBudget budget)
    {
        RequestChecks.Require(requests, budget);
        // Nothing is above another: the first in line would take it all.
        if (requests.All(request => request.Score == requests[0].Score))
            return new ProportionalAllocation().Allocate(requests, budget);

        var limit = threshold * requests.Max(request => request.Score);
        var grants = new RankGrants(requests, budget);
        grants.RaiseAll(_ => lowRank);
        grants.RaiseAll(request => request.Score >= limit ? highRank : lowRank);
        grants.RaiseAll(request => request.MaxRank);
        return grants.ToShares();
    }
}
