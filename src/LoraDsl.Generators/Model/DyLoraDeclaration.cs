namespace LoraDsl.Generators.Model;

/// <summary>A <c>[DyLora(…)]</c> as it was written.</summary>
/// <param name="MinRank">The least rank of the range.</param>
/// <param name="MaxRank">The greatest rank of the range.</param>
/// <param name="Alpha">α, or <see langword="null"/> when it was left out.</param>
/// <param name="Dropout">The dropout probability, or <see langword="null"/> when it was left out.</param>
/// <param name="Frozen">Whether a step trains only the rows and columns that its rank adds, or <see langword="null"/> when it was left out.</param>
/// <param name="Layers">Which layers of a class it is about.</param>
internal sealed record DyLoraDeclaration(
    int MinRank, int MaxRank, double? Alpha, double? Dropout, bool? Frozen, LayerSelection Layers)
    : AdapterDeclaration(Alpha, Dropout, Layers);
