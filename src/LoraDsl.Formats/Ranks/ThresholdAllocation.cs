using LoraDsl.Limits;

namespace LoraDsl.Ranks;

/// <summary>
/// Two ranks: a high one for adapters whose score reaches the threshold, a low one for the others. What the budget leaves over goes
/// to the highest scores; what it lacks is missing at the lowest. Scores that are all equal share evenly.
/// </summary>
public sealed class ThresholdAllocation : IRankAllocation
{
    private readonly double threshold;
    private readonly int lowRank;
    private readonly int? highRank;
    private readonly RankRounding rounding;

    /// <summary>Sets the two ranks.</summary>
    /// <param name="lowRank">Rank below the threshold; each adapter's bounds hold.</param>
    /// <param name="highRank">Rank from the threshold on, at least the low one; each adapter's bounds hold.</param>
    /// <param name="threshold">The threshold as a part of the greatest score, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The ranks or the threshold are out of range.</exception>
    public ThresholdAllocation(int lowRank, int highRank, double threshold = 0.5)
        : this(threshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lowRank);
        ArgumentOutOfRangeException.ThrowIfLessThan(highRank, lowRank);
        this.lowRank = lowRank;
        this.highRank = highRank;
    }

    /// <summary>Leaves the ranks to the budget: below the threshold each adapter's least, and the rest in even shares above it.</summary>
    /// <param name="threshold">The threshold as a part of the greatest score, in (0, 1].</param>
    /// <param name="rounding">How even shares become whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is out of range.</exception>
    public ThresholdAllocation(double threshold = 0.5, RankRounding rounding = RankRounding.LargestRemainder)
    {
        this.threshold = OptionGuard.ShareAboveZero(threshold, nameof(threshold));
        this.rounding = rounding;
    }

    /// <inheritdoc/>
    public string Name => "threshold";

    /// <inheritdoc/>
    public RankShares Allocate(IReadOnlyList<RankRequest> requests, RankBudget budget)
    {
        RequestChecks.Require(requests, budget);
        // Nothing is above another: the first in line would take it all.
        if (requests.All(request => request.Score == requests[0].Score))
            return new ProportionalAllocation(rounding).Allocate(requests, budget);

        var limit = threshold * requests.Max(request => request.Score);
        return highRank is { } high ? ByRanks(requests, budget, limit, high) : ByBudget(requests, budget, limit);
    }

    private RankShares ByBudget(IReadOnlyList<RankRequest> requests, RankBudget budget, double limit)
    {
        // Those on one side have one share; what rounding has left for some of them is the higher scores'.
        int[] order = [.. Enumerable.Range(0, requests.Count).OrderByDescending(index => requests[index].Score)];
        RankRequest[] alike = [.. order.Select(index => requests[index] with { Score = requests[index].Score >= limit ? 1 : 0 })];
        var shares = new ProportionalAllocation(rounding).Allocate(alike, budget);
        var ranks = new int[requests.Count];
        foreach (var (position, index) in order.Index())
            ranks[index] = shares.Ranks[position];
        return shares with { Ranks = ranks, Explanations = RankExplanations.ByThreshold(requests, limit, _ => null, ranks) };
    }

    private RankShares ByRanks(IReadOnlyList<RankRequest> requests, RankBudget budget, double limit, int high)
    {
        int Target(RankRequest request) => request.Score >= limit ? high : lowRank;
        var grants = new RankGrants(requests, budget);
        grants.RaiseAll(_ => lowRank);
        grants.RaiseAll(Target);
        grants.RaiseAll(request => request.MaxRank);
        var shares = grants.ToShares();
        return shares with { Explanations = RankExplanations.ByThreshold(requests, limit, request => Target(request), shares.Ranks) };
    }
}
