using System.Collections.Generic;

namespace LoraDsl.Generators.Validation;

/// <summary>What a misspelt name was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>The candidate that the fewest edits lead to, or <see langword="null"/> when none is near.</summary>
    public static string? Of(string name, IReadOnlyList<string> candidates)
    {
        string? nearest = null;
        foreach (var candidate in candidates)
        {
            if (Spelling.IsSlipOf(name, candidate)
                && (nearest is null || Spelling.Distance(name, candidate) < Spelling.Distance(name, nearest)))
            {
                nearest = candidate;
            }
        }

        return nearest;
    }
}
