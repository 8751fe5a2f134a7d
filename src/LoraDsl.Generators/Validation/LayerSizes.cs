namespace LoraDsl.Generators.Validation;

/// <summary>The sizes of a layer as the matrix that an adapter of it works on.</summary>
/// <param name="Field">The field that the layer is assigned to.</param>
/// <param name="In">Its columns, or <see langword="null"/> when they are no constant.</param>
/// <param name="Out">Its rows, or <see langword="null"/> when they are no constant.</param>
internal sealed record LayerSizes(string Field, long? In, long? Out);
