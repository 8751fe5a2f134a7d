namespace LoraDsl.Ranks;

/// <summary>What there is to share out.</summary>
/// <param name="Amount">How much of the unit.</param>
/// <param name="Unit">Ranks, or trainable parameters.</param>
public readonly record struct RankBudget(long Amount, BudgetUnit Unit = BudgetUnit.Ranks)
{
    /// <summary>What one rank of an adapter takes from the budget.</summary>
    public long CostOf(RankRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Unit == BudgetUnit.Ranks ? 1 : request.ParametersPerRank;
    }

    /// <summary>What these ranks take from the budget.</summary>
    public long CostOf(IReadOnlyList<RankRequest> requests, IReadOnlyList<int> ranks)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(ranks);
        var cost = 0L;
        for (var index = 0; index < requests.Count; index++)
            cost += ranks[index] * CostOf(requests[index]);
        return cost;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Amount} {(Unit == BudgetUnit.Ranks ? "ranks" : "parameters")}");
}
