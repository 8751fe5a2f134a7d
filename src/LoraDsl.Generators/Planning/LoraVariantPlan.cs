namespace LoraDsl.Generators.Planning;

/// <summary>The variants of LoRA that an adapter follows.</summary>
/// <param name="Dora">Whether magnitudes are trained beside the direction.</param>
/// <param name="LearningRateRatio">B's learning rate over A's, or <see langword="null"/> for one rate.</param>
/// <param name="FreezeA">Whether A stays as it was initialized.</param>
internal sealed record LoraVariantPlan(bool Dora, double? LearningRateRatio, bool FreezeA)
{
    /// <summary>None of them.</summary>
    public static LoraVariantPlan None { get; } = new(false, null, false);
}
