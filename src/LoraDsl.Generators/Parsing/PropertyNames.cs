using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>Gives every adapted field the name of its property, once, in the order of declaration.</summary>
internal sealed class PropertyNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public PropertyNames(INamedTypeSymbol type, Compilation compilation)
    {
        foreach (var name in ReservedNames.All)
        {
            _taken.Add(name);
        }

        // A member may not have its type's name, and hiding an inherited member is a warning at best.
        for (var owner = type; owner is not null; owner = owner.BaseType)
        {
            _taken.Add(owner.Name);
            AddMembers(owner);
        }

        // The properties stand on the set of adapters too.
        for (var owner = compilation.GetTypeByMetadataName(KnownTypes.AdapterSet); owner is not null; owner = owner.BaseType)
        {
            AddMembers(owner);
        }
    }

    /// <summary>The name for a layer's property, and the one for its adapter's class.</summary>
    public (string Property, string Type) ForLayer(string field)
    {
        var stem = Stem(field);
        return (Take(stem), Take(stem + "Adapter"));
    }

    public string ForChild(string field) => Take(Stem(field));

    private string Take(string name)
    {
        if (_taken.Add(name))
        {
            return name;
        }

        var candidate = name + "Lora";
        for (var i = 2; !_taken.Add(candidate); i++)
        {
            candidate = FormattableString.Invariant($"{name}Lora{i}");
        }

        return candidate;
    }

    private static string Stem(string field)
    {
        var name = field.StartsWith("m_", StringComparison.Ordinal) ? field.Substring(2) : field;
        name = name.TrimStart('_');
        if (name.Length == 0 || !char.IsLetter(name[0]))
        {
            name = "Layer" + name;
        }

        return char.ToUpperInvariant(name[0]) + name.Substring(1);
    }

    private void AddMembers(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            _taken.Add(member.Name);
        }
    }
}
