using System.Collections.Generic;

namespace LoraDsl.Generators.Validation;

/// <summary>A constructor, method or accessor of an adapted class.</summary>
/// <param name="Key">Names it among the class's.</param>
/// <param name="IsConstructor">Whether it makes an instance.</param>
/// <param name="ChainedTo">The constructor of the same class that runs before it, or <see langword="null"/>.</param>
/// <param name="HasBody">Whether statements can be added to it; a primary constructor has none.</param>
/// <param name="Place">Its name in the source.</param>
/// <param name="Steps">What it does, in the order of the source.</param>
/// <param name="Makes">The types of the layers that it makes.</param>
internal sealed record Routine(
    string Key, bool IsConstructor, string? ChainedTo, bool HasBody, int Place, IReadOnlyList<Step> Steps, IReadOnlyList<string> Makes);
