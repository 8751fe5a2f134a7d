using static System.FormattableString;

namespace LoraDsl.Plans;

/// <summary>What each plan is predicted to cost, and which one is chosen.</summary>
/// <param name="Chosen">The plan.</param>
/// <param name="IsForced">Whether <see cref="LoraPlans.Default"/> names it; otherwise it is the cheapest.</param>
/// <param name="Costs">The plans that are possible, the cheapest first.</param>
public sealed record PlanExplanation(ExecutionPlan Chosen, bool IsForced, IReadOnlyList<PlanCost> Costs)
{
    /// <summary>A line for the choice and one for each plan.</summary>
    public override string ToString() => string.Join(
        Environment.NewLine,
        Costs.Select(cost => Invariant($"{cost.Plan,-10} {cost.Microseconds,10:0.0} µs{(cost.Plan == Chosen ? IsForced ? "  (forced)" : "  (chosen)" : "")}")));

    internal static PlanExplanation Of(PlanCosts costs, PassSizes sizes, ExecutionPlan forced)
    {
        var hasKernels = PlanCosts.HasKernels(sizes);
        ExecutionPlan[] plans = [ExecutionPlan.Operators, ExecutionPlan.Kernels, ExecutionPlan.Recompute, ExecutionPlan.Merged];
        var possible = plans.Where(plan => plan switch
        {
            ExecutionPlan.Kernels => hasKernels,
            ExecutionPlan.Merged => PlanCosts.MayMerge(sizes) || forced == ExecutionPlan.Merged,
            _ => true,
        });
        return new PlanExplanation(
            forced == ExecutionPlan.Auto ? costs.Choose(sizes) : forced,
            forced != ExecutionPlan.Auto,
            [.. possible.Select(plan => new PlanCost(plan, costs.For(sizes.Type).Of(plan, sizes, hasKernels) / 1000)).OrderBy(cost => cost.Microseconds)]);
    }
}
