namespace LoraDsl.Generators.Model;

/// <summary>A <c>[DyLora(…)]</c> as it was written.</summary>
/// <param name="MinRank">The least rank of the range.</param>
/// <param name="MaxRank">The greatest rank of the range.</param>
/// <param name="Alpha">α, or <see langword="null"/> when it was left out.</param>
/// <param name="Dropout">The dropout probability, or <see langword="null"/> when it was left out.</param>
/// <param name="Mode">What a step updates, or <see langword="null"/> when it was left out.</param>
/// <param name="Sampling">How the rank of a step is drawn, or <see langword="null"/> when it was left out.</param>
/// <param name="Init">How A and B are initialized, or <see langword="null"/> when it was left out.</param>
/// <param name="Layers">Which layers of a class it is about.</param>
internal sealed record DyLoraDeclaration(
    int MinRank,
    int MaxRank,
    double? Alpha,
    double? Dropout,
    DyLoraMode? Mode,
    DyLoraSampling? Sampling,
    AdapterInitialization? Init,
    LayerSelection Layers)
    : AdapterDeclaration(Alpha, Dropout, Init, Layers)
{
    /// <summary>Whether a step trains only the rows and columns that its rank adds.</summary>
    public bool IsFrozen => Mode == DyLoraMode.Frozen;

    /// <summary>Whether each rank is drawn half as often as the one below it.</summary>
    public bool IsGeometric => Sampling == DyLoraSampling.Geometric;
}
