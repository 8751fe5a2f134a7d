namespace LoraDsl.Ranks;

/// <summary>
/// Ranks proportional to scores: every adapter gets its least rank first, the rest of the budget is shared so that the ranks above
/// the least are in proportion to the scores, and what an adapter cannot take at its greatest rank is handed on to the others.
/// Scores that are all zero share evenly.
/// </summary>
/// <param name="rounding">
/// How shares become whole. By largest remainder the budget is spent exactly unless every adapter is at its greatest rank or, counted
/// in parameters, no further rank fits in.
/// </param>
public sealed class ProportionalAllocation(RankRounding rounding = RankRounding.LargestRemainder) : IRankAllocation
{
    /// <inheritdoc/>
    public string Name => "proportional";

    /// <inheritdoc/>
    public RankShares Allocate(IReadOnlyList<RankRequest> requests, RankBudget budget)
    {
        RequestChecks.Require(requests, budget);

        long[] costs = [.. requests.Select(budget.CostOf)];
        var rest = budget.Amount;
        for (var index = 0; index < costs.Length; index++)
            rest -= requests[index].MinRank * costs[index];
        var own = new double[requests.Count];
        if (rest > 0)
            ShareProportionally(requests, costs, [.. Enumerable.Range(0, own.Length)], rest, own);
        var shares = Share(requests, costs, rest);

        var most = 0L;
        for (var index = 0; index < costs.Length; index++)
            most += requests[index].Room * costs[index];
        var (above, drift) = new ShareRounding(shares, [.. requests.Select(request => request.Room)], costs)
            .Round(rounding, Math.Min(rest, most));

        int[] ranks = [.. requests.Select((request, index) => request.MinRank + above[index])];
        return new RankShares(ranks, budget.CostOf(requests, ranks), drift)
        {
            Explanations = RankExplanations.ByShare(requests, own, shares, ranks, rounding),
        };
    }

    // Gives adapters that reach their greatest rank just that and shares the rest among the others, until none reaches it.
    private static double[] Share(IReadOnlyList<RankRequest> requests, long[] costs, double rest)
    {
        var shares = new double[requests.Count];
        var open = Enumerable.Range(0, requests.Count).ToList();
        while (rest > 0 && open.Count > 0)
        {
            ShareProportionally(requests, costs, open, rest, shares);
            var full = open.FindAll(index => shares[index] >= requests[index].Room);
            if (full.Count == 0)
                break;
            foreach (var index in full)
            {
                shares[index] = requests[index].Room;
                rest -= shares[index] * costs[index];
            }

            open.RemoveAll(index => shares[index] >= requests[index].Room);
        }

        return shares;
    }

    private static void ShareProportionally(
        IReadOnlyList<RankRequest> requests, long[] costs, List<int> open, double rest, double[] shares)
    {
        // Divided by the greatest score first: the sum of very large scores would overflow, that of very small ones vanish.
        var greatest = open.Max(index => requests[index].Score);
        double Weight(int index) => greatest > 0 ? requests[index].Score / greatest : 1;
        var total = open.Sum(index => Weight(index) * costs[index]);
        foreach (var index in open)
            shares[index] = rest * (Weight(index) / total);
    }
}
