using System;

namespace LoraDsl.Generators.Model;

/// <summary>Which fields of its class an attribute is about: names as they were written, each with a <c>*</c> at its end or without.</summary>
/// <param name="Targets">The fields that are meant, or <see langword="null"/> for all of them.</param>
/// <param name="Exclude">The fields that are not.</param>
internal sealed record LayerSelection(EquatableArray<string>? Targets, EquatableArray<string>? Exclude)
{
    public static LayerSelection All { get; } = new(null, null);

    public bool Includes(string field) =>
        (Targets is not { } targets || AnyMatches(targets, field)) && !(Exclude is { } exclude && AnyMatches(exclude, field));

    /// <summary>Whether a name is that of a field, that of the property made from it, or the beginning of either before a <c>*</c>.</summary>
    public static bool Matches(string name, string field)
    {
        if (!IsPattern(name))
        {
            return name == field || name == PropertyStem.Of(field);
        }

        var beginning = name.Substring(0, name.Length - 1);
        return field.StartsWith(beginning, StringComparison.Ordinal)
            || PropertyStem.Of(field).StartsWith(beginning, StringComparison.Ordinal);
    }

    /// <summary>Whether a name may stand for several fields.</summary>
    public static bool IsPattern(string name) => name.EndsWith("*", StringComparison.Ordinal);

    /// <summary>Whether one of the names, itself no pattern, is that of the field.</summary>
    public static bool Names(EquatableArray<string>? names, string field)
    {
        foreach (var name in names ?? EquatableArray<string>.Empty)
        {
            if (!IsPattern(name) && Matches(name, field))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyMatches(EquatableArray<string> names, string field)
    {
        foreach (var name in names)
        {
            if (Matches(name, field))
            {
                return true;
            }
        }

        return false;
    }
}
