namespace LoraDsl;

/// <summary>How a budget becomes ranks. Strategies that search by training probes are passed as instances.</summary>
public enum AllocationStrategy
{
    /// <summary>In proportion to the scores; by components where the measure scores those.</summary>
    Proportional = 0,

    /// <summary>
    /// The least rank to adapters whose score is below half of the greatest, and what is left to the others in even shares. Other
    /// thresholds and ranks are those of a <c>ThresholdAllocation</c> that is passed to <c>AllocateRanks</c>.
    /// </summary>
    Threshold = 1,

    /// <summary>
    /// To the best components of all adapters together, as <see cref="RankImportance.ExplainedVariance"/> scores them, or a measure of
    /// components that is passed to <c>AllocateRanks</c>.
    /// </summary>
    Components = 2,

    /// <summary>
    /// While training, by AdaLoRA (Zhang et al., arXiv 2303.10512): ΔW = s·P·Λ·Q, whose least important triplets are masked step by
    /// step until the budget is met.
    /// </summary>
    /// <remarks>
    /// An adapter of AdaLoRA is built differently, so this is said where adapters are declared: on the attribute of their class or
    /// field, and on that of every annotated child that draws on the budget. A field that draws on its own class's budget has it from
    /// there. Adapters of both kinds cannot share a budget.
    /// </remarks>
    AdaLora = 3,
}
