namespace LoraDsl.Generators.Validation;

/// <summary>What a path asks of an element of a list or a dictionary.</summary>
/// <param name="Level">The number of the list or dictionary on the way to the place, from 0.</param>
/// <param name="Element">The index or key that is asked for.</param>
internal sealed record IndexCondition(int Level, string Element);
