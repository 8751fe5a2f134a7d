using LoraDsl.Generators.Planning;

namespace LoraDsl.Generators.Emission;

/// <summary>Variants of LoRA in words, and in the constructors of adapters.</summary>
internal static class LoraVariantText
{
    /// <summary>The variants, for an XML documentation comment.</summary>
    public static string Describe(LoraVariantPlan plan) =>
        (plan.Dora ? ", with a trained magnitude for each output (DoRA)" : "")
        + (plan.LearningRateRatio is { } ratio ? $", B's learning rate {Literals.Of(ratio)} times A's (LoRA+)" : "")
        + (plan.FreezeA ? ", A as it was initialized (LoRA-FA)" : "");

    /// <summary>The argument of the base constructor, or nothing.</summary>
    public static string Argument(LoraVariantPlan plan) => plan.Dora ? ", dora: true" : "";

    /// <summary>The statements of the constructor, each on a line of its own.</summary>
    public static string Statements(LoraVariantPlan plan) =>
        (plan.LearningRateRatio is { } ratio ? $"\n        LearningRateRatio = {Literals.Of(ratio)};" : "")
        + (plan.FreezeA ? "\n        FreezesA = true;" : "");
}
