using System;
using System.Collections.Generic;
using System.Linq;

namespace LoraDsl.Generators.Validation;

/// <summary>What a path that names no place may have been meant to be.</summary>
internal static class PathHints
{
    // A longer list would not be read.
    private const int MostPaths = 8;

    /// <summary>A hint, and the path to write where one is likely.</summary>
    public static (string Text, string? Path) For(PathPattern pattern, RecipeMatches matches)
    {
        if (matches.Leaves.Count == 0)
        {
            return ("it has no places", null);
        }

        foreach (var candidate in Candidates(pattern, matches))
        {
            if (PathPattern.Parse(candidate) is { } parsed && matches.Reaches(parsed))
            {
                return ($"did you mean \"{candidate}\"?", candidate);
            }
        }

        var paths = matches.Leaves.Select(static leaf => leaf.Path).Distinct().ToList();
        return (
            paths.Count <= MostPaths ? $"write one of {string.Join(", ", paths)}" : $"write one of {string.Join(", ", paths.Take(MostPaths))}, …",
            null);
    }

    private static IEnumerable<string> Candidates(PathPattern pattern, RecipeMatches matches)
    {
        // The name of a model or of a list, where its layers are meant.
        yield return pattern.Text + ".**";

        // The elements of a list left out.
        foreach (var leaf in matches.Leaves)
        {
            var names = leaf.Steps.Where(static step => step.Name is not null).ToList();
            if (names.Count == pattern.Segments.Length && names.Zip(pattern.Segments, static (step, segment) => step.Fits(segment, mayNameElement: false, out _)).All(static fits => fits))
            {
                yield return Combine(leaf, pattern);
            }
        }

        // A name misspelt.
        for (var i = 0; i < pattern.Segments.Length; i++)
        {
            var written = pattern.Segments[i];
            if (written.IndexOf('*') >= 0)
            {
                continue;
            }

            foreach (var name in Names(matches).Where(name => Spelling.IsMisspellingOf(written, name)).OrderBy(name => Spelling.Distance(written, name)))
            {
                yield return string.Join(".", pattern.Segments.SetItem(i, name));
            }
        }

        // A layer's name without the way to it.
        yield return "**." + pattern.Text;
        if (NearestName.Of(pattern.Text, [.. matches.Leaves.Select(static leaf => leaf.Path)]) is { } nearest)
        {
            yield return nearest;
        }
    }

    private static IEnumerable<string> Names(RecipeMatches matches) =>
        matches.Leaves.SelectMany(static leaf => leaf.Steps).Select(static step => step.Name).OfType<string>().Distinct(StringComparer.Ordinal);

    private static string Combine(PlaceLeaf leaf, PathPattern pattern)
    {
        var next = 0;
        return string.Join(".", leaf.Steps.Select(step => step.Name is null ? "*" : pattern.Segments[next++]));
    }
}
