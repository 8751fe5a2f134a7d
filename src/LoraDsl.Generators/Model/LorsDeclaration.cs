namespace LoraDsl.Generators.Model;

/// <summary>A <c>[Lors(…)]</c> as it was written.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="Alpha">α, or <see langword="null"/> when it was left out.</param>
/// <param name="RankStabilized">Whether α is divided by the rank's root, or <see langword="null"/> when it was left out.</param>
/// <param name="Mode">Which gradient it trains by, or <see langword="null"/> when it was left out.</param>
/// <param name="Init">How A and B are initialized, or <see langword="null"/> when it was left out.</param>
/// <param name="Layers">Which layers of a class it is about.</param>
internal sealed record LorsDeclaration(
    int Rank, double? Alpha, bool? RankStabilized, LorsMode? Mode, AdapterInitialization? Init, LayerSelection Layers)
    : AdapterDeclaration(Alpha, Dropout: null, Init, Layers)
{
    /// <summary>Whether it trains by the exact gradient; by the published one otherwise.</summary>
    public bool IsExact => Mode == LorsMode.Exact;

    /// <summary>An embedding looks rows up and multiplies by nothing: there is no product to mask.</summary>
    public override bool Adapts(LayerKind kind) => kind is LayerKind.Linear or LayerKind.Conv2d;
}
