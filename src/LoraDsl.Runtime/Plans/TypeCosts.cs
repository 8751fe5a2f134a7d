namespace LoraDsl.Plans;

/// <summary>What the plans cost on this machine for one type of input.</summary>
/// <param name="OperatorsForward">libtorch's operators, forward.</param>
/// <param name="OperatorsBackward">libtorch's operators, backward.</param>
/// <param name="KernelsForward">The kernels, forward.</param>
/// <param name="KernelsBackward">The kernels, backward.</param>
/// <param name="Merge">Forming W + s·B·A: Value for each of in·out, Product for each of in·out·rank.</param>
internal sealed record TypeCosts(
    ProductCosts OperatorsForward,
    ProductCosts OperatorsBackward,
    ProductCosts KernelsForward,
    ProductCosts KernelsBackward,
    ProductCosts Merge)
{
    /// <summary>Predicted nanoseconds of what a plan does beyond the frozen layer.</summary>
    public double Of(ExecutionPlan plan, PassSizes sizes, bool hasKernels) => plan switch
    {
        ExecutionPlan.Operators => OperatorsForward.Of(sizes) + (sizes.Backward ? OperatorsBackward.Of(sizes) : 0),
        ExecutionPlan.Kernels => KernelsForward.Of(sizes) + (sizes.Backward ? KernelsBackward.Of(sizes) : 0),

        // The forward pass forms h and u has no part in it: half of its products.
        ExecutionPlan.Recompute => Of(Better(sizes, hasKernels), sizes, hasKernels)
            + (sizes.Backward ? (hasKernels ? Math.Min(OperatorsForward.Of(sizes), KernelsForward.Of(sizes)) : OperatorsForward.Of(sizes)) / 2 : 0),
        ExecutionPlan.Merged => sizes.Backward
            ? (2 * MergeOf(sizes)) + (hasKernels ? Math.Min(OperatorsBackward.Of(sizes), KernelsBackward.Of(sizes)) : OperatorsBackward.Of(sizes))
            : MergeOf(sizes),
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, "Only a plan that can be run has a cost."),
    };

    /// <summary>The kernels or the operators.</summary>
    public ExecutionPlan Better(PassSizes sizes, bool hasKernels) =>
        hasKernels && Of(ExecutionPlan.Kernels, sizes, hasKernels) < Of(ExecutionPlan.Operators, sizes, hasKernels)
            ? ExecutionPlan.Kernels
            : ExecutionPlan.Operators;

    private double MergeOf(PassSizes sizes)
    {
        var values = (double)sizes.In * sizes.Out;
        return Merge.Call + (Merge.Value * values) + (Merge.Product * values * sizes.Rank);
    }
}
