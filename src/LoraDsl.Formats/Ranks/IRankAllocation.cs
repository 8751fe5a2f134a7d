namespace LoraDsl.Ranks;

/// <summary>Turns scores into ranks within a budget.</summary>
public interface IRankAllocation
{
    /// <summary>Name of the allocation, for reports.</summary>
    string Name { get; }

    /// <summary>Shares out a budget.</summary>
    /// <param name="requests">The adapters, with their scores and bounds.</param>
    /// <param name="budget">What there is to share.</param>
    /// <returns>Ranks within every adapter's bounds that cost no more than the budget.</returns>
    /// <exception cref="ArgumentException">A score is not finite or negative, bounds cross, or the budget is below the least ranks.</exception>
    RankShares Allocate(IReadOnlyList<RankRequest> requests, RankBudget budget);
}
