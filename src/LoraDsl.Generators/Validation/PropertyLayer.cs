namespace LoraDsl.Generators.Validation;

/// <summary>An auto-property that holds a layer.</summary>
/// <param name="Name">The property.</param>
/// <param name="Field">What the field is called that can take its place, or <see langword="null"/> where none can.</param>
internal sealed record PropertyLayer(string Name, string? Field);
