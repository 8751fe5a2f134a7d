namespace LoraDsl.Allocation;

/// <summary>A budget that was shared out, and how.</summary>
/// <param name="Owner">Where the budget is written; <see cref="AllocatedRank.Owner"/> of the adapters that draw on it.</param>
/// <param name="Measure">Name of the importance measure that the ranks follow.</param>
/// <param name="Allocation">Name of the allocation that made ranks of the scores.</param>
/// <param name="Unit">What the amounts count.</param>
/// <param name="Amount">What there was to share out.</param>
/// <param name="Spent">What was shared out; never more than there was.</param>
/// <param name="Drift">By how much rounding alone missed what was to be spent, as in <see cref="LoraDsl.Ranks.RankShares"/>.</param>
public sealed record AllocatedBudget(
    string Owner, string Measure, string Allocation, BudgetUnit Unit, long Amount, long Spent, long Drift);
