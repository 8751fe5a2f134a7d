using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Execution plans in the code of LoRA on a linear layer.</summary>
internal static class ExecutionPlanText
{
    /// <summary>The plan in an argument list: a constant where one is forced.</summary>
    public static string Of(ForwardConfiguration forward) =>
        forward.Plan == ForcedPlan.None ? "plan" : $"ExecutionPlan.{forward.Plan}";

    /// <summary>The call that chooses a plan for the sizes at hand.</summary>
    public static string Choice(ForwardConfiguration forward, bool backward) =>
        $"LoraPlans.{(MayMerge(forward) ? "Choose(x, a, b" : "ChooseProducts(x, a, b, dropout")}, backward: {(backward ? "true" : "false")})";

    /// <summary>Whether s·x·Aᵀ may be kept for the backward pass.</summary>
    public static bool KeepsReduced(ForwardConfiguration forward) => forward.Plan is not (ForcedPlan.Recompute or ForcedPlan.Merged);

    /// <summary>Whether the plan that is chosen may be a merged weight. With dropout the adapter's input is not the layer's in training.</summary>
    public static bool MayMerge(ForwardConfiguration forward) => forward is { Plan: ForcedPlan.None, Dropout: 0 };
}
