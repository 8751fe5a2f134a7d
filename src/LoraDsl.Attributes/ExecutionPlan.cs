namespace LoraDsl;

/// <summary>How an adapted Linear layer computes y = x·Wᵀ + b + s·(x·Aᵀ)·Bᵀ and its gradients. All plans give the same to rounding.</summary>
public enum ExecutionPlan
{
    /// <summary>The plan of the least predicted time for the sizes at hand, chosen at each pass.</summary>
    Auto,

    /// <summary>x·Aᵀ and Bᵀ are multiplied by libtorch's operators and added to the layer's output in place.</summary>
    Operators,

    /// <summary>The same products by the runtime's own kernels where they can (the processor, float32 and bfloat16, ranks up to 64).</summary>
    Kernels,

    /// <summary>As the better of the two above, but x·Aᵀ is computed again in the backward pass instead of being kept for it.</summary>
    Recompute,

    /// <summary>
    /// The weight W + s·B·A is formed for the pass, and again in the backward pass: for many rows of input beside the layer's
    /// sizes. In bfloat16 and float16 that weight is rounded, so a change that is small beside W is lost; it is never chosen there.
    /// </summary>
    Merged,
}
