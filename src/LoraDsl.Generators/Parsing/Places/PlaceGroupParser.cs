using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>The groups that the fields of an adaptable class name.</summary>
internal static class PlaceGroupParser
{
    public static EquatableArray<PlaceGroup> Parse(INamedTypeSymbol type, PlaceNames names)
    {
        var order = new List<string>();
        var fields = new Dictionary<string, ImmutableArray<PlaceGroupField>.Builder>(StringComparer.Ordinal);
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (AttributeParser.Parse(field.GetAttributes()) is not { Group: { } name } annotations || GeneratedMembers.Contains(field))
            {
                continue;
            }

            if (!fields.TryGetValue(name, out var members))
            {
                order.Add(name);
                fields.Add(name, members = ImmutableArray.CreateBuilder<PlaceGroupField>());
            }

            members.Add(new PlaceGroupField(
                field.Name,
                field.AssociatedSymbol?.Name ?? field.Name,
                field.Type.TypeKind == TypeKind.Error ? "" : field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                field.IsStatic,
                annotations.NoLora));
        }

        return order
            .Select(name => new PlaceGroup(GroupParser.Parse(name, names.ForGroup), new EquatableArray<PlaceGroupField>(fields[name].ToImmutable())))
            .ToEquatableArray();
    }
}
