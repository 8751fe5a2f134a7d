using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>
/// Gives every adapted field and child the name of its property, once, in the order of declaration. A layer's stands on the
/// model and on its set of adapters, a child's on the set alone.
/// </summary>
internal sealed class PropertyNames
{
    private readonly HashSet<string> _model = new(StringComparer.Ordinal);
    private readonly HashSet<string> _set = new(StringComparer.Ordinal);

    public PropertyNames(INamedTypeSymbol type, Compilation compilation)
    {
        _model.UnionWith(ReservedNames.All);
        _set.UnionWith(ReservedNames.All);

        // A member may not have its type's name, and hiding an inherited member is a warning at best.
        for (var owner = type; owner is not null; owner = owner.BaseType)
        {
            _model.Add(owner.Name);
            AddMembers(owner, _model);
        }

        for (var owner = compilation.GetTypeByMetadataName(KnownTypes.AdapterSet); owner is not null; owner = owner.BaseType)
        {
            AddMembers(owner, _set);
        }
    }

    /// <summary>The name for a layer's property, and the one for its adapter's class.</summary>
    public (string Property, string Type) ForLayer(string field)
    {
        var stem = Stem(field);
        return (Take(stem, isLayer: true), Take(stem + "Adapter", isLayer: true));
    }

    public string ForChild(string field) => Take(Stem(field), isLayer: false);

    private string Take(string stem, bool isLayer)
    {
        var name = stem;
        for (var i = 1; (isLayer && _model.Contains(name)) || _set.Contains(name); i++)
        {
            name = i == 1 ? stem + "Lora" : FormattableString.Invariant($"{stem}Lora{i}");
        }

        _model.Add(name);
        _set.Add(name);
        return name;
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

    private static void AddMembers(INamedTypeSymbol type, HashSet<string> names)
    {
        foreach (var member in type.GetMembers())
        {
            if (!GeneratedMembers.Contains(member))
            {
                names.Add(member.Name);
            }
        }
    }
}
