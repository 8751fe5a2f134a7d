namespace LoraDsl.Generators.Planning;

/// <summary>A field whose module is trained whole.</summary>
/// <param name="Field">The field, and the name under which TorchSharp knows it.</param>
/// <param name="Identifier">The field as it is written in source.</param>
/// <param name="IsNullable">Whether the field's type is annotated as nullable.</param>
internal sealed record WholePlan(string Field, string Identifier, bool IsNullable);
