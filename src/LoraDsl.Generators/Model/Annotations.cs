namespace LoraDsl.Generators.Model;

/// <summary>The attributes of one class or field. More than one of them is a mistake, and still has to be represented.</summary>
/// <param name="Lora">Its <c>[Lora]</c>, or <see langword="null"/>.</param>
/// <param name="DyLora">Its <c>[DyLora]</c>, or <see langword="null"/>.</param>
/// <param name="Lors">Its <c>[Lors]</c>, or <see langword="null"/>.</param>
/// <param name="NoLora">Whether it has <c>[NoLora]</c>.</param>
/// <param name="Group">The name that its <c>[LoraGroup]</c> gives, right or wrong, or <see langword="null"/>.</param>
internal sealed record Annotations(
    LoraDeclaration? Lora, DyLoraDeclaration? DyLora, LorsDeclaration? Lors, bool NoLora, string? Group)
{
    public static Annotations None { get; } = new(null, null, null, false, null);

    /// <summary>Whether anything is to be adapted here.</summary>
    public bool IsAdapted => Declaration is not null;

    /// <summary>Whether no attribute says whether and how to adapt.</summary>
    public bool IsEmpty => !IsAdapted && !NoLora;

    /// <summary>The declaration that applies: of several, the first of the rule book's order, so that one mistake stays one.</summary>
    public AdapterDeclaration? Declaration => (AdapterDeclaration?)Lora ?? (AdapterDeclaration?)DyLora ?? Lors;
}
