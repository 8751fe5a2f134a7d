namespace LoraDsl.Adapters;

/// <summary>A budget as an attribute declares it, and how it is to be shared out.</summary>
/// <param name="Amount">How much there is to share out, in the <see cref="Unit"/>; at least 1.</param>
public sealed record AdapterBudget(int Amount)
{
    /// <summary>What the ranks follow, unless a measure is passed to <c>AllocateRanks</c>.</summary>
    public RankImportance Importance { get; init; }

    /// <summary>How the budget becomes ranks, unless an allocation is passed to <c>AllocateRanks</c>.</summary>
    public AllocationStrategy Allocation { get; init; }

    /// <summary>How shares become whole ranks.</summary>
    public RankRounding Rounding { get; init; }

    /// <summary>What <see cref="Amount"/> counts: ranks, or trainable values r·(in + out).</summary>
    public BudgetUnit Unit { get; init; }
}
