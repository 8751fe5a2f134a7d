namespace LoraDsl.Generators.Model;

/// <summary>The attributes of one class or field. Several adapting attributes are an error, which has to be represented too.</summary>
/// <param name="Lora">Its <c>[Lora]</c>, or <see langword="null"/>.</param>
/// <param name="DyLora">Its <c>[DyLora]</c>, or <see langword="null"/>.</param>
/// <param name="Lors">Its <c>[Lors]</c>, or <see langword="null"/>.</param>
/// <param name="NoLora">Whether it has <c>[NoLora]</c>.</param>
/// <param name="Whole">Whether it has <c>[TrainWhole]</c>.</param>
/// <param name="Group">The name that its <c>[LoraGroup]</c> gives, right or wrong, or <see langword="null"/>.</param>
/// <param name="Accessibility">How visible the property is to be by which the layer is called, or <see langword="null"/> when it was left out.</param>
/// <param name="Text">The attribute of <see cref="Declaration"/> as it was written, on one line and without comments; empty without one.</param>
internal sealed record Annotations(
    LoraDeclaration? Lora, DyLoraDeclaration? DyLora, LorsDeclaration? Lors, bool NoLora, bool Whole, string? Group, PlaceAccessibility? Accessibility, string Text)
{
    public static Annotations None { get; } = new(null, null, null, false, false, null, null, "");

    /// <summary>Its <c>[Vera]</c>, <c>[LoHa]</c>, <c>[LoKr]</c> or <c>[Ia3]</c>, or <see langword="null"/>.</summary>
    public VariantDeclaration? Variant { get; init; }

    /// <summary>Another of those, which contradicts the first.</summary>
    public VariantDeclaration? SecondVariant { get; init; }

    /// <summary>Whether anything is to be adapted here.</summary>
    public bool IsAdapted => Declaration is not null;

    /// <summary>Whether no attribute says whether and how to adapt.</summary>
    public bool IsEmpty => !IsAdapted && !NoLora && !Whole;

    /// <summary>The declaration that applies; of several, the first in this order.</summary>
    public AdapterDeclaration? Declaration => (AdapterDeclaration?)Lora ?? (AdapterDeclaration?)DyLora ?? (AdapterDeclaration?)Lors ?? Variant;
}
