namespace LoraDsl.Generators.Model;

/// <summary>An adapting attribute as it was written, valid or not.</summary>
/// <param name="Alpha">α, or <see langword="null"/> when it was left out.</param>
/// <param name="Dropout">The dropout probability, or <see langword="null"/> when it was left out.</param>
/// <param name="Init">How A and B are initialized, or <see langword="null"/> when it was left out.</param>
/// <param name="Layers">Which layers of a class it is about.</param>
internal abstract record AdapterDeclaration(double? Alpha, double? Dropout, AdapterInitialization? Init, LayerSelection Layers)
{
    /// <summary>The variants of LoRA that it chooses.</summary>
    public LoraVariant Variant { get; init; } = LoraVariant.None;

    /// <summary>Whether its method adapts a field of this kind.</summary>
    public virtual bool Adapts(LayerKind kind) => kind is LayerKind.Linear or LayerKind.Embedding or LayerKind.Conv2d;
}
