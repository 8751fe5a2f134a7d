using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Analyzers;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>Parses the fields of an adaptable class, those behind properties included.</summary>
internal sealed class PlaceMemberParser
{
    private readonly INamedTypeSymbol _type;
    private readonly PlaceNames _names;
    private readonly AssignedValues _values;
    private readonly Dictionary<string, INamedTypeSymbol> _children = new(StringComparer.Ordinal);
    private readonly ImmutableArray<PlaceMember>.Builder _members = ImmutableArray.CreateBuilder<PlaceMember>();
    private readonly ImmutableArray<UnreachedMember>.Builder _unreached = ImmutableArray.CreateBuilder<UnreachedMember>();

    public PlaceMemberParser(INamedTypeSymbol type, PlaceNames names, AssignedValues values)
    {
        _type = type;
        _names = names;
        _values = values;
    }

    /// <summary>Whether a place, or the class of one, is obsolete.</summary>
    public bool NamesObsolete { get; private set; }

    public EquatableArray<PlaceMember> ToMembers() => new(_members.ToImmutable());

    public EquatableArray<UnreachedMember> ToUnreached() => new(_unreached.ToImmutable());

    /// <summary>The classes of the children, by the full name of their places. Not for records: they hold no symbols.</summary>
    public IReadOnlyDictionary<string, INamedTypeSymbol> Children => _children;

    /// <summary>Takes in a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isChosen">Whether it is to be a place if it can be.</param>
    /// <returns>Whether it can be one.</returns>
    public bool Parse(IFieldSymbol field, bool isChosen)
    {
        var (content, reason) = Content(field);
        var name = field.AssociatedSymbol?.Name ?? field.Name;
        if (content is not null && field.IsStatic)
        {
            (content, reason) = (null, "it is static and belongs to no model: make it an instance field");
        }

        if (reason is not null && isChosen)
        {
            _unreached.Add(new UnreachedMember(name, reason));
        }

        if (content is null || !isChosen)
        {
            return content is not null;
        }

        // A child calls its own layers, a Sequential its items: only a layer needs a property by which the class calls it.
        var isCalled = content.Kind != PlaceKind.Model;
        NamesObsolete |= IsObsolete(field) || IsObsolete(field.AssociatedSymbol) || IsObsolete(content.Child);
        if (content.Child is { } child)
        {
            _children[PlaceTypes.PlacesOf(child)] = child;
        }

        _members.Add(new PlaceMember(
            RegisteredName(field),
            name,
            LayerParser.Escape(name),
            isCalled ? _names.ForLayer(name) : content.Items.Count > 0 ? _names.ForSequential(name) : _names.ForTree(name),
            isCalled ? PropertyVisibility.Of(field) : "",
            content.Child is null ? "public" : PropertyAccessibility.Of(content.Child, _type),
            content.Kind,
            content.Form,
            field.Type.NullableAnnotation == NullableAnnotation.Annotated,
            content.TypeName,
            KnownTypes.IsTensorModule(field.Type),
            content.In,
            content.Out,
            content.Child is null ? "" : PlaceTypes.PlacesOf(content.Child),
            content.Items));
        return true;
    }

    private (PlaceContent? Content, string? Reason) Content(IFieldSymbol field)
    {
        var name = field.AssociatedSymbol?.Name ?? field.Name;
        if (PlaceContainers.ElementOf(field.Type) is var (element, form))
        {
            return OfElements(element, form);
        }

        if (PlaceTypes.LayerOf(field.Type) is { } kind)
        {
            List<LayerSizes> written = [.. _values[name].Select(value => SizeReader.Read(name, value))];
            if (written.Exists(PlaceReach.HasGroups))
            {
                return (null, PlaceReach.Groups);
            }

            var known = SizeRules.Known(written);
            (long In, long Out)? size = known.TryGetValue(name, out var sizes) ? sizes : null;
            return (PlaceContent.Layer(kind, field.Type, size), null);
        }

        if (PlaceTypes.Adaptable(field.Type, _type.ContainingAssembly) is { } child)
        {
            return (PlaceContent.Model(child, field.Type), null);
        }

        return KnownTypes.IsTensorModule(field.Type) || PlaceContainers.IsSequential(field.Type)
            ? new PlaceValueReader(_type.ContainingAssembly, _children).Read(name, _values[name])
            : (null, PlaceReach.Problem(field.Type, _type.ContainingAssembly));
    }

    private (PlaceContent? Content, string? Reason) OfElements(ITypeSymbol element, PlaceForm form)
    {
        if (PlaceTypes.LayerOf(element) is { } kind)
        {
            return (PlaceContent.Layer(kind, element, null) with { Form = form }, null);
        }

        if (PlaceTypes.Adaptable(element, _type.ContainingAssembly) is { } child)
        {
            return (PlaceContent.Model(child, element) with { Form = form }, null);
        }

        return (null, KnownTypes.IsModule(element) && PlaceReach.IsOpen(element)
            ? "the type of its elements does not show what they are: name the layer's class, or an adaptable one, as their type"
            : PlaceReach.Problem(element, _type.ContainingAssembly));
    }

    private static bool IsObsolete(ISymbol? symbol) =>
        symbol is not null && symbol.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: nameof(ObsoleteAttribute) });

    // TorchSharp's ComponentName gives a field another name than its own.
    private static string RegisteredName(IFieldSymbol field)
    {
        foreach (var attribute in field.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "ComponentNameAttribute", ContainingNamespace: { Name: "Utils", ContainingNamespace.Name: "TorchSharp" } })
            {
                foreach (var value in attribute.NamedArguments.Where(static argument => argument.Key == "Name").Select(static argument => argument.Value)
                    .Concat(attribute.ConstructorArguments))
                {
                    if (value.Value is string name)
                    {
                        return name;
                    }
                }
            }
        }

        return field.Name;
    }
}
