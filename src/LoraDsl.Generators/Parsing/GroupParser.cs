using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace LoraDsl.Generators.Parsing;

/// <summary>The groups that the fields of a class name.</summary>
internal static class GroupParser
{
    public static EquatableArray<LayerGroup> Parse(IEnumerable<LayerField> layers, PropertyNames names)
    {
        var groups = ImmutableArray.CreateBuilder<LayerGroup>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            if (layer.Annotations.Group is { } name && seen.Add(name))
            {
                groups.Add(Parse(name, names.ForGroup));
            }
        }

        return new EquatableArray<LayerGroup>(groups.ToImmutable());
    }

    /// <summary>A group of a name.</summary>
    /// <param name="name">The name as it was written.</param>
    /// <param name="names">Gives the names of what is generated, if it can be a property's.</param>
    public static LayerGroup Parse(string name, Func<string, (string Property, string Type, string Output)> names)
    {
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
        {
            return new LayerGroup(name, "", "", "");
        }

        var (property, type, output) = names(name);
        return new LayerGroup(name, property, type, output);
    }
}
