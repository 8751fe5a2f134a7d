using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>Parses a class with <c>[Adaptable]</c> to the record that validation and planning use.</summary>
internal static class AdaptableParser
{
    public static AdaptableClass Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        Parse(type, compilation, out _, cancellation);

    /// <summary>Parses the class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="compilation">Its compilation.</param>
    /// <param name="children">The classes of its children, by the full name of their places.</param>
    /// <param name="cancellation">Stops it.</param>
    public static AdaptableClass Parse(
        INamedTypeSymbol type, Compilation compilation, out IReadOnlyDictionary<string, INamedTypeSymbol> children, CancellationToken cancellation)
    {
        var attribute = type.GetAttributes().FirstOrDefault(static attribute => KnownTypes.IsAdaptableAttribute(attribute.AttributeClass));
        var layers = attribute is null ? LayerSelection.All : AttributeParser.Layers(attribute);
        var names = PlaceNames.Of(type, ancestor => Parse(ancestor, compilation, cancellation));
        var members = new PlaceMemberParser(type, names, AssignedValues.Of(type, compilation, cancellation));
        var candidates = ImmutableArray.CreateBuilder<string>();
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (GeneratedMembers.Contains(field) || GeneratedMembers.Contains(field.AssociatedSymbol ?? field))
            {
                continue;
            }

            var name = field.AssociatedSymbol?.Name ?? field.Name;
            var isPlace = members.Parse(field, isChosen: layers.Includes(name) && !IsLeftOut(field));
            if (isPlace)
            {
                candidates.Add(name);
            }
        }

        children = members.Children;
        return new AdaptableClass(
            ClassParser.KeyOf(type),
            TypeNames.HintName(type),
            TypeNames.Namespace(type),
            TypeShape.Enclosing(type),
            type.Name,
            TypeNames.Header(type),
            TypeShape.IsPartial(type),
            KnownTypes.DerivesFromModule(type),
            type.IsSealed,
            TypeShape.Refusal(type),
            PlaceTypes.FirstTakenMember(type)?.Name,
            AnnotationSites.FirstMethod(type),
            PlaceTypes.Adaptable(type.BaseType, type.ContainingAssembly) is { } ancestor ? PlaceTypes.PlacesOf(ancestor) : null,
            attribute is null ? null : AttributeParser.Accessibility(attribute),
            layers,
            new EquatableArray<string>(candidates.ToImmutable()),
            members.ToMembers(),
            PlaceGroupParser.Parse(type, names),
            members.ToUnreached(),
            members.NamesObsolete);
    }

    private static bool IsLeftOut(IFieldSymbol field) =>
        field.GetAttributes().Any(static attribute => KnownTypes.IsNoLoraAttribute(attribute.AttributeClass));
}
