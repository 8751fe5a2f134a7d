using System.Collections.Generic;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>What rules need to know about a class beyond its own record.</summary>
/// <param name="PropertyLayers">The auto-properties that hold a layer.</param>
/// <param name="FixedRankBudgets">
/// The owners, a field or <see langword="null"/> for the class, of attributes with both a number as the rank and a budget. They do not
/// compile, so the record does not have them.
/// </param>
/// <param name="LorsOptions">
/// Arguments of <c>[Lors]</c> that only other attributes have, each with the owner of its attribute. They do not compile either.
/// </param>
/// <param name="Known">
/// The class and the annotated classes that it holds, directly or through others, by key, as far as their adapters are all known.
/// </param>
internal sealed record ClassSurroundings(
    IReadOnlyList<string> PropertyLayers,
    IReadOnlyList<string?> FixedRankBudgets,
    IReadOnlyList<(string? Owner, string Option)> LorsOptions,
    IReadOnlyDictionary<string, AnnotatedClass> Known);
