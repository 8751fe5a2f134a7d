using System.Collections.Generic;

namespace LoraDsl.Generators.Validation;

/// <summary>The most similar name to a misspelt one.</summary>
internal static class NearestName
{
    /// <summary>The candidate with the least edit distance, or <see langword="null"/> when none is similar.</summary>
    public static string? Of(string name, IReadOnlyList<string> candidates)
    {
        string? nearest = null;
        foreach (var candidate in candidates)
        {
            if (Spelling.IsMisspellingOf(name, candidate)
                && (nearest is null || Spelling.Distance(name, candidate) < Spelling.Distance(name, nearest)))
            {
                nearest = candidate;
            }
        }

        return nearest;
    }
}
