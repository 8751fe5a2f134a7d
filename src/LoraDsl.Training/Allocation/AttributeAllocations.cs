using LoraDsl.Adapters;
using LoraDsl.Importance;
using LoraDsl.Ranks;

namespace LoraDsl.Allocation;

/// <summary>The allocations that an attribute can name.</summary>
internal static class AttributeAllocations
{
    /// <summary>Makes the allocation that a budget asks for.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="measure">What the ranks follow: shares of a measure that scores components go by components.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget's allocation does not come from scores.</exception>
    public static IRankAllocation Create(AdapterBudget budget, IImportanceMeasure measure) => budget.Allocation switch
    {
        AllocationStrategy.Proportional => measure is IComponentMeasure
            ? new ComponentAllocation()
            : new ProportionalAllocation(budget.Rounding),
        AllocationStrategy.Threshold => new ThresholdAllocation(rounding: budget.Rounding),
        AllocationStrategy.Components => new ComponentAllocation(),
        _ => throw new ArgumentOutOfRangeException(nameof(budget), budget.Allocation, "No ranks follow from scores under this allocation."),
    };
}
