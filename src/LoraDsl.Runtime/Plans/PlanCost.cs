namespace LoraDsl.Plans;

/// <summary>What a plan is predicted to cost.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Microseconds">Time beyond the frozen layer's own, forward and, where it was asked for, backward.</param>
public sealed record PlanCost(ExecutionPlan Plan, double Microseconds);
