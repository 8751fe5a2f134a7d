using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>Reads all places of a model: those of the assembly that is being compiled from its classes, others from what was generated for them.</summary>
internal sealed class PlaceTreeReader
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;

    // The classes above the one that is read. A class that holds itself would have no end.
    private readonly HashSet<string> _path = new(StringComparer.Ordinal);

    public PlaceTreeReader(Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        _cancellation = cancellation;
    }

    /// <summary>The class that holds itself, of which only the first level was read, or <see langword="null"/>.</summary>
    public string? Recursive { get; private set; }

    /// <summary>The places of an adaptable class, those of its base classes first.</summary>
    public EquatableArray<PlaceNode> Read(INamedTypeSymbol type)
    {
        var nodes = ImmutableArray.CreateBuilder<PlaceNode>();
        var key = ClassParser.KeyOf(type);
        if (!_path.Add(key))
        {
            Recursive = type.Name;
            return new EquatableArray<PlaceNode>(nodes.ToImmutable());
        }

        _cancellation.ThrowIfCancellationRequested();
        if (PlaceTypes.Adaptable(type.BaseType, _compilation.Assembly) is { } ancestor)
        {
            foreach (var inherited in Read(ancestor))
            {
                nodes.Add(inherited);
            }
        }

        if (AdaptedClasses.IsIn(type, _compilation.Assembly))
        {
            AddDeclared(type, nodes);
        }
        else if (PlaceTypes.CompiledPlaces(type) is { } places)
        {
            AddCompiled(places, nodes);
        }

        _path.Remove(key);
        return new EquatableArray<PlaceNode>(nodes.ToImmutable());
    }

    private void AddDeclared(INamedTypeSymbol type, ImmutableArray<PlaceNode>.Builder nodes)
    {
        foreach (var member in AdaptableParser.Parse(type, _compilation, out var children, _cancellation).Members)
        {
            // A private child cannot be named outside its class.
            if (member.TreeAccessibility != "private")
            {
                nodes.Add(Declared(member, PlaceTypes.PlacesOf(type), children));
            }
        }
    }

    private PlaceNode Declared(PlaceMember member, string owner, IReadOnlyDictionary<string, INamedTypeSymbol> classes)
    {
        var places = member.IsSequential ? $"{owner}.{member.PropertyName}{PlaceTypes.Places}" : member.Places;
        var children = member.IsSequential
            ? member.Items.Select(item => Declared(item, places, classes)).ToEquatableArray()
            : classes.TryGetValue(member.Places, out var child) ? Read(child) : EquatableArray<PlaceNode>.Empty;
        return new PlaceNode(
            member.Name, member.PropertyName, member.Kind, member.Form, member.IsOptional, member.In, member.Out, places, children);
    }

    private void AddCompiled(INamedTypeSymbol places, ImmutableArray<PlaceNode>.Builder nodes)
    {
        foreach (var property in places.GetMembers().OfType<IPropertySymbol>())
        {
            if (property.DeclaredAccessibility == Accessibility.Public && CompiledPlace.Read(property) is { } place)
            {
                nodes.Add(Compiled(property, place));
            }
        }
    }

    private PlaceNode Compiled(IPropertySymbol property, CompiledPlace place)
    {
        var children = EquatableArray<PlaceNode>.Empty;
        if (place.Tree is { } tree)
        {
            children = tree.Name == PlaceTypes.Places && tree.ContainingType is { } child && PlaceTypes.CompiledPlaces(child) is { } own
                && SymbolEqualityComparer.Default.Equals(own, tree)
                    ? Read(child)
                    : OfSequential(tree);
        }

        return new PlaceNode(
            place.Name,
            property.Name,
            place.Kind,
            place.Form,
            place.IsOptional,
            place.In,
            place.Out,
            place.Tree?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) ?? "",
            children);
    }

    private EquatableArray<PlaceNode> OfSequential(INamedTypeSymbol items)
    {
        var nodes = ImmutableArray.CreateBuilder<PlaceNode>();
        AddCompiled(items, nodes);
        return new EquatableArray<PlaceNode>(nodes.ToImmutable());
    }
}
