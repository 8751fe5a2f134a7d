namespace LoraDsl.Generators.Planning;

/// <summary>A budget and how it is shared out; options with their default value are left out.</summary>
/// <param name="Amount">How much there is to share out.</param>
/// <param name="Importance">What the ranks follow, or <see langword="null"/> for the default.</param>
/// <param name="Allocation">How the budget becomes ranks, or <see langword="null"/> for the default.</param>
/// <param name="Rounding">How shares become whole ranks, or <see langword="null"/> for the default.</param>
/// <param name="Unit">What the budget counts, or <see langword="null"/> for the default.</param>
internal sealed record BudgetPlan(
    int Amount, RankImportance? Importance, AllocationStrategy? Allocation, RankRounding? Rounding, BudgetUnit? Unit);
