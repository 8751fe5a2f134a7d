using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace LoraDsl.Generators.Validation;

/// <summary>A path in a model as a recipe writes it: names with dots between them, <c>*</c> for one name or a part of one, <c>**</c> for any number of names.</summary>
internal sealed class PathPattern
{
    private const string One = "*";
    private const string Any = "**";

    private readonly ImmutableArray<string> _segments;

    private PathPattern(string text, ImmutableArray<string> segments)
    {
        Text = text;
        _segments = segments;
    }

    public string Text { get; }

    public ImmutableArray<string> Segments => _segments;

    /// <summary>Whether it can be the path of one place only.</summary>
    public bool IsExact => _segments.All(static segment => segment.IndexOf('*') < 0);

    /// <summary>The pattern, or <see langword="null"/> for a text that is none.</summary>
    public static PathPattern? Parse(string text)
    {
        var segments = text.Split('.');
        return Array.Exists(segments, static segment => segment.Length == 0 || segment.Any(char.IsWhiteSpace) || (segment != Any && segment.Contains(Any)))
            ? null
            : new PathPattern(text, ImmutableArray.Create(segments));
    }

    /// <summary>Every place.</summary>
    public static PathPattern Everything { get; } = new(Any, ImmutableArray.Create(Any));

    /// <summary>Whether this one says more than another about where a place is: 1, 0 for as much, −1 for less.</summary>
    public int ComparePrecision(PathPattern other)
    {
        var (own, others) = (Precision(), other.Precision());
        return own.Written != others.Written ? own.Written.CompareTo(others.Written)
            : own.Parts != others.Parts ? own.Parts.CompareTo(others.Parts)
            : own.Single.CompareTo(others.Single);
    }

    /// <summary>
    /// The ways in which the pattern fits a place. Each is what it asks of the indices and keys on the way there; an empty one fits whatever
    /// they are, no way at all is no fit.
    /// </summary>
    public IReadOnlyList<ImmutableArray<IndexCondition>> Fit(PlaceLeaf leaf)
    {
        var ways = new List<ImmutableArray<IndexCondition>>();
        Fit(0, leaf, 0, ImmutableArray<IndexCondition>.Empty, ways);
        return ways.Exists(static way => way.IsEmpty) ? [ImmutableArray<IndexCondition>.Empty] : ways;
    }

    private (int Written, int Parts, int Single) Precision() => (
        _segments.Count(static segment => segment.IndexOf('*') < 0),
        _segments.Count(static segment => segment is not (One or Any) && segment.IndexOf('*') >= 0),
        _segments.Count(static segment => segment == One));

    private void Fit(int segment, PlaceLeaf leaf, int step, ImmutableArray<IndexCondition> conditions, List<ImmutableArray<IndexCondition>> ways)
    {
        if (segment == _segments.Length)
        {
            if (step == leaf.Steps.Length && !ways.Exists(way => way.SequenceEqual(conditions)))
            {
                ways.Add(conditions);
            }

            return;
        }

        if (_segments[segment] == Any)
        {
            for (var next = step; next <= leaf.Steps.Length; next++)
            {
                Fit(segment + 1, leaf, next, conditions, ways);
            }
        }
        else if (step < leaf.Steps.Length && leaf.Steps[step].Fits(_segments[segment], segment > 0 && _segments[segment - 1] != Any, out var condition))
        {
            Fit(segment + 1, leaf, step + 1, condition is null ? conditions : conditions.Add(condition), ways);
        }
    }
}
