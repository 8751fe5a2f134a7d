using System;

namespace LoraDsl.Generators.Model;

/// <summary>What a field's property is called where nothing else has that name: <c>Query</c> for <c>query</c>, <c>_query</c> and <c>m_query</c>.</summary>
internal static class PropertyStem
{
    public static string Of(string field)
    {
        var name = field.StartsWith("m_", StringComparison.Ordinal) ? field.Substring(2) : field;
        name = name.TrimStart('_');
        if (name.Length == 0 || !char.IsLetter(name[0]))
        {
            name = "Layer" + name;
        }

        return char.ToUpperInvariant(name[0]) + name.Substring(1);
    }
}
