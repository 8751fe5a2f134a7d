using System.Collections.Immutable;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>Parses a class symbol to the record that validation and planning use.</summary>
internal static class ClassParser
{
    public static AnnotatedClass Parse(INamedTypeSymbol type, Compilation compilation)
    {
        var names = new PropertyNames(type, compilation);
        var layers = ImmutableArray.CreateBuilder<LayerField>();
        var children = ImmutableArray.CreateBuilder<ChildField>();
        var annotations = AttributeParser.Parse(type.GetAttributes());
        var namesObsolete = false;
        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol field)
            {
                continue;
            }

            namesObsolete |= IsObsolete(field) || IsObsolete(field.Type) || (field.AssociatedSymbol is { } property && IsObsolete(property));
            if (LayerParser.Parse(field, annotations.Declaration, names) is { } layer)
            {
                layers.Add(layer);
            }
            else if (ChildParser.Parse(field, type, names) is { } child)
            {
                children.Add(child);
            }
        }

        // Groups are named after the layers: on a conflict the group gets another name.
        var groups = GroupParser.Parse(layers, names);
        return new AnnotatedClass(
            KeyOf(type),
            TypeNames.HintName(type),
            TypeNames.Namespace(type),
            TypeShape.Enclosing(type),
            type.Name,
            TypeNames.Header(type),
            TypeShape.IsPartial(type),
            KnownTypes.DerivesFromModule(type),
            type.IsSealed,
            AdaptedClasses.SetProperty(type, type.ContainingAssembly),
            AdaptedClasses.ParseBase(type),
            TypeShape.Refusal(type),
            ReservedNames.FirstTaken(type),
            annotations,
            new EquatableArray<LayerField>(layers.ToImmutable()),
            groups,
            new EquatableArray<ChildField>(children.ToImmutable()),
            UnseenBlocks.MayBeIn(type),
            namesObsolete);
    }

    private static bool IsObsolete(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace.Name: "System" })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name by which records refer to a class: that of its definition when it is generic.</summary>
    public static string KeyOf(INamedTypeSymbol type) =>
        type.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
