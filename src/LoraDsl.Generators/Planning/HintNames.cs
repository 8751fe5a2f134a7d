using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using LoraDsl.Generators.Model;

namespace LoraDsl.Generators.Planning;

/// <summary>
/// The compiler compares the names of generated files without regard to case; classes are told apart by it. Names that clash get a
/// number, in ordinal order, so that it does not depend on the order of the files.
/// </summary>
internal static class HintNames
{
    /// <summary>The names that equal another one but for case, in ordinal order.</summary>
    public static EquatableArray<string> Clashing(ImmutableArray<string> names)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var clashing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!seen.TryGetValue(name, out var other))
            {
                seen.Add(name, name);
            }
            else if (other != name)
            {
                clashing.UnionWith([other, name]);
            }
        }

        return new EquatableArray<string>(ImmutableArray.CreateRange(clashing));
    }

    /// <summary>A name that no other one equals.</summary>
    public static string Unique(string name, EquatableArray<string> clashing)
    {
        var position = 0;
        foreach (var other in clashing)
        {
            if (string.Equals(other, name, StringComparison.OrdinalIgnoreCase))
            {
                position++;
            }

            if (other == name)
            {
                return position == 1 ? name : FormattableString.Invariant($"{name}.{position}");
            }
        }

        return name;
    }
}
