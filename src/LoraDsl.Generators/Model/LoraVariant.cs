namespace LoraDsl.Generators.Model;

/// <summary>The variants of LoRA that an attribute chooses, each <see langword="null"/> when it was left out.</summary>
/// <param name="Dora">Whether magnitudes are trained beside the direction.</param>
/// <param name="LearningRateRatio">B's learning rate over A's (LoRA+).</param>
/// <param name="FreezeA">Whether A stays as it was initialized (LoRA-FA).</param>
internal sealed record LoraVariant(bool? Dora, double? LearningRateRatio, bool? FreezeA)
{
    /// <summary>None of them.</summary>
    public static LoraVariant None { get; } = new(null, null, null);

    /// <summary>The same with what is left out taken from another.</summary>
    public LoraVariant Over(LoraVariant outer) => new(Dora ?? outer.Dora, LearningRateRatio ?? outer.LearningRateRatio, FreezeA ?? outer.FreezeA);
}
