namespace LoraDsl.Generators.Model;

/// <summary>The attributes of one class or field. More than one of them is a mistake, and still has to be represented.</summary>
internal sealed record Annotations(LoraDeclaration? Lora, DyLoraDeclaration? DyLora, LorsDeclaration? Lors, bool NoLora)
{
    public static Annotations None { get; } = new(null, null, null, false);

    /// <summary>Whether anything is to be adapted here.</summary>
    public bool IsAdapted => Declaration is not null;

    /// <summary>Whether there is no attribute at all.</summary>
    public bool IsEmpty => !IsAdapted && !NoLora;

    /// <summary>The declaration that applies: of several, the first of the rule book's order, so that one mistake stays one.</summary>
    public AdapterDeclaration? Declaration => (AdapterDeclaration?)Lora ?? (AdapterDeclaration?)DyLora ?? Lors;
}
