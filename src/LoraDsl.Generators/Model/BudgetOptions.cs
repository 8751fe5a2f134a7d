namespace LoraDsl.Generators.Model;

/// <summary>How a budget is shared out: options that belong to the place where the budget is written.</summary>
/// <param name="Importance">What the ranks follow, or <see langword="null"/> when it was left out.</param>
/// <param name="Allocation">How the budget becomes ranks, or <see langword="null"/> when it was left out.</param>
/// <param name="Rounding">How shares become whole ranks, or <see langword="null"/> when it was left out.</param>
/// <param name="Unit">What the budget counts, or <see langword="null"/> when it was left out.</param>
internal sealed record BudgetOptions(
    RankImportance? Importance, AllocationStrategy? Allocation, RankRounding? Rounding, BudgetUnit? Unit)
{
    public static BudgetOptions None { get; } = new(null, null, null, null);

    /// <summary>Whether ranks are shared out by AdaLoRA while training.</summary>
    public bool IsAdaLora => Allocation == AllocationStrategy.AdaLora;

    /// <summary>Whether the budget counts trainable values instead of ranks.</summary>
    public bool CountsParameters => Unit == BudgetUnit.Parameters;

    /// <summary>These options, completed by another declaration's.</summary>
    public BudgetOptions Over(BudgetOptions outer) => new(
        Importance ?? outer.Importance, Allocation ?? outer.Allocation, Rounding ?? outer.Rounding, Unit ?? outer.Unit);
}
