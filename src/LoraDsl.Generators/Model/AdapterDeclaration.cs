namespace LoraDsl.Generators.Model;

/// <summary>What an attribute says, right or wrong, as it was written.</summary>
/// <param name="Alpha">α, or <see langword="null"/> when it was left out.</param>
/// <param name="Dropout">The dropout probability, or <see langword="null"/> when it was left out.</param>
/// <param name="Init">What A and B start with, or <see langword="null"/> when it was left out.</param>
/// <param name="Layers">Which layers of a class it is about.</param>
internal abstract record AdapterDeclaration(double? Alpha, double? Dropout, EnumOption? Init, LayerSelection Layers)
{
    /// <summary>Whether its method adapts a field of this kind.</summary>
    public virtual bool Adapts(LayerKind kind) => kind is LayerKind.Linear or LayerKind.Embedding or LayerKind.Conv2d;
}
