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
/// <param name="Others">The members that hold layers, or may hold some, which the class's attribute does not adapt.</param>
/// <param name="Required">The adapted fields that are <c>required</c> and that no constructor vouches for.</param>
/// <param name="Known">
/// The class and the annotated classes that it holds, directly or through others, by key, as far as their adapters are all known.
/// </param>
internal sealed record ClassSurroundings(
    IReadOnlyList<PropertyLayer> PropertyLayers,
    IReadOnlyList<string?> FixedRankBudgets,
    IReadOnlyList<(string? Owner, string Option)> LorsOptions,
    IReadOnlyList<OtherMember> Others,
    IReadOnlyList<string> Required,
    IReadOnlyDictionary<string, AnnotatedClass> Known);
