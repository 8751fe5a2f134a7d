namespace LoraDsl.Generators.Planning;

/// <summary>The execution plan that an attribute names. The members' names and values are those of the DSL's enum.</summary>
internal enum ForcedPlan
{
    /// <summary>None: the plan is chosen at each pass.</summary>
    None,

    /// <summary>libtorch's operators.</summary>
    Operators,

    /// <summary>The runtime's kernels.</summary>
    Kernels,

    /// <summary>What x·Aᵀ is in the backward pass is computed there.</summary>
    Recompute,

    /// <summary>One weight for the pass.</summary>
    Merged,
}
