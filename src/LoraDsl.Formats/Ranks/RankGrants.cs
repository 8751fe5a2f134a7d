namespace LoraDsl.Ranks;

/// <summary>Ranks that grow from each adapter's least, as long as the budget lasts.</summary>
internal sealed class RankGrants
{
    private readonly IReadOnlyList<RankRequest> requests;
    private readonly RankBudget budget;
    private readonly int[] ranks;
    private readonly int[] byScore;
    private long rest;

    /// <summary>Gives every adapter its least rank.</summary>
    public RankGrants(IReadOnlyList<RankRequest> requests, RankBudget budget)
    {
        this.requests = requests;
        this.budget = budget;
        ranks = [.. requests.Select(request => request.MinRank)];
        rest = budget.Amount - budget.CostOf(requests, ranks);
        byScore = [.. Enumerable.Range(0, requests.Count).OrderByDescending(index => requests[index].Score)];
    }

    /// <summary>Raises adapters to a rank, the highest score first, each as far as its greatest rank and the budget allow.</summary>
    public void RaiseAll(Func<RankRequest, int> target)
    {
        foreach (var index in byScore)
        {
            var request = requests[index];
            var wanted = Math.Min(target(request), request.MaxRank) - ranks[index];
            if (wanted <= 0)
                continue;
            var given = (int)Math.Min(wanted, rest / budget.CostOf(request));
            ranks[index] += given;
            rest -= given * budget.CostOf(request);
        }
    }

    /// <summary>Gives one rank more, if the adapter may have it and the budget covers it.</summary>
    public bool TryRaise(int index)
    {
        var cost = budget.CostOf(requests[index]);
        if (ranks[index] >= requests[index].MaxRank || cost > rest)
            return false;
        ranks[index]++;
        rest -= cost;
        return true;
    }

    /// <summary>What was given.</summary>
    public RankShares ToShares() => new(ranks, budget.Amount - rest, 0);
}
