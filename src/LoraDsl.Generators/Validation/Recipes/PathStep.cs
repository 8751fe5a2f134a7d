using System;
using System.Linq;

namespace LoraDsl.Generators.Validation;

/// <summary>One step on the way to a place: a name, or any element of a list or a dictionary.</summary>
/// <param name="Name">The name, or <see langword="null"/> for an element.</param>
/// <param name="Property">What the name's property is called.</param>
/// <param name="Form">Of what it is an element.</param>
/// <param name="Level">The number of that list or dictionary.</param>
internal sealed record PathStep(string? Name, string Property, PlaceForm Form, int Level)
{
    /// <summary>How the step is shown where no element is meant.</summary>
    public string Text => Name ?? "*";

    /// <summary>Whether a segment of a pattern fits the step, and what it asks of an element.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="mayNameElement">Whether it may be an index or a key: after <c>**</c> every misspelt name would be a key.</param>
    /// <param name="condition">What it asks.</param>
    public bool Fits(string segment, bool mayNameElement, out IndexCondition? condition)
    {
        condition = null;
        if (Name is not null)
        {
            return segment == "*" || FitsName(segment, Name) || FitsName(segment, Property);
        }

        if (segment == "*")
        {
            return true;
        }

        if (!mayNameElement || segment.IndexOf('*') >= 0 || (Form == PlaceForm.List && !IsIndex(segment)))
        {
            return false;
        }

        condition = new IndexCondition(Level, segment);
        return true;
    }

    private static bool IsIndex(string segment) =>
        segment.All(static digit => digit is >= '0' and <= '9') && (segment.Length == 1 || segment[0] != '0') && int.TryParse(segment, out _);

    // The parts between the stars must occur in their order, the first at the beginning and the last at the end.
    private static bool FitsName(string segment, string name)
    {
        var parts = segment.Split('*');
        if (parts.Length == 1)
        {
            return segment == name;
        }

        if (!name.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var position = parts[0].Length;
        for (var i = 1; i < parts.Length - 1; i++)
        {
            var found = name.IndexOf(parts[i], position, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            position = found + parts[i].Length;
        }

        var last = parts[parts.Length - 1];
        return name.Length - position >= last.Length && name.EndsWith(last, StringComparison.Ordinal);
    }
}
