using System.Collections.Generic;
using System.Collections.Immutable;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Validation;

/// <summary>An entry of a recipe that a place follows where its conditions hold.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Pattern">The path by which it names the place.</param>
/// <param name="Ways">What it asks of indices and keys, one of them; an empty one where it applies to all elements.</param>
/// <param name="Except">The indices and keys that it leaves out.</param>
internal sealed record RecipeMatch(
    RecipeEntry Entry,
    PathPattern Pattern,
    ImmutableArray<ImmutableArray<IndexCondition>> Ways,
    ImmutableArray<ImmutableArray<IndexCondition>> Except)
{
    /// <summary>Whether it applies whatever the indices and keys on the way are.</summary>
    public bool IsUnconditional => Ways.Length == 1 && Ways[0].IsEmpty && Except.IsEmpty;

    /// <summary>Whether no element can follow both.</summary>
    public bool Excludes(RecipeMatch other)
    {
        foreach (var own in Ways)
        {
            foreach (var theirs in other.Ways)
            {
                if (!Excludes(own, theirs))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool Excludes(IReadOnlyList<IndexCondition> own, IReadOnlyList<IndexCondition> theirs)
    {
        foreach (var condition in own)
        {
            foreach (var other in theirs)
            {
                if (condition.Level == other.Level && condition.Element != other.Element)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
