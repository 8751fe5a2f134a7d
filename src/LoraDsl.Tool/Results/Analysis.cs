namespace LoraDsl.Tool.Results;

/// <summary>What `lora analyze` says.</summary>
/// <param name="Base">The checkpoint before.</param>
/// <param name="Tuned">The checkpoint after.</param>
/// <param name="Budget">The budget, where one was given.</param>
/// <param name="Layers">The layers, in the order of their names.</param>
internal sealed record Analysis(string Base, string Tuned, int? Budget, IReadOnlyList<AnalyzedLayer> Layers);
