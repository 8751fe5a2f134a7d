using System;
using System.Collections.Generic;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>
/// Gives every place the name of its property, once, in the order of declaration. A layer's stands on the class and on the tree of its
/// places, a child's on the tree alone.
/// </summary>
internal sealed class PlaceNames
{
    // Members that every class has, and what C# forbids as a member's name beside them.
    private static readonly string[] s_ofObject =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", PlaceTypes.Places];

    private readonly HashSet<string> _class = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tree = new(s_ofObject, StringComparer.Ordinal);

    private PlaceNames()
    {
    }

    public static PlaceNames Of(INamedTypeSymbol type, Func<INamedTypeSymbol, AdaptableClass> parse)
    {
        var names = new PlaceNames();
        var compiled = type.ContainingAssembly;
        names._class.Add(PlaceTypes.Places);
        for (var owner = type; owner is not null; owner = owner.BaseType)
        {
            names._class.Add(owner.Name);
            foreach (var member in owner.GetMembers())
            {
                if (!AdaptedClasses.IsIn(owner, compiled) || !GeneratedMembers.Contains(member))
                {
                    names._class.Add(member.Name);
                }
            }
        }

        for (var ancestor = PlaceTypes.Adaptable(type.BaseType, compiled); ancestor is not null; ancestor = PlaceTypes.Adaptable(ancestor.BaseType, compiled))
        {
            names.AddInherited(ancestor, compiled, parse);
        }

        return names;
    }

    /// <summary>Names for the items of a Sequential.</summary>
    public static PlaceNames OfItems() => new();

    /// <summary>The name for the property of a layer that the class calls.</summary>
    public string ForLayer(string member) => Take(member, isOnClass: true);

    /// <summary>The name for a property that the tree of places alone has.</summary>
    public string ForTree(string member) => Take(member, isOnClass: false);

    /// <summary>The same for a Sequential, whose items have a class of the property's name with <c>Places</c> after it.</summary>
    public string ForSequential(string member)
    {
        var name = Take(member, isOnClass: false, PlaceTypes.Places);
        _tree.Add(name + PlaceTypes.Places);
        return name;
    }

    /// <summary>The name for a group's property, the one for its class, and the one for the type of its results; all stand on the class alone.</summary>
    public (string Property, string Type, string Output) ForGroup(string group) =>
        (TakeOnClass(group), TakeOnClass(group + "Group"), TakeOnClass(group + "Output"));

    private string TakeOnClass(string stem)
    {
        var name = stem;
        for (var i = 1; !_class.Add(name); i++)
        {
            name = i == 1 ? stem + "Place" : FormattableString.Invariant($"{stem}Place{i}");
        }

        return name;
    }

    private string Take(string member, bool isOnClass, string suffix = "")
    {
        var stem = PropertyStem.Of(member);
        var name = stem;
        for (var i = 1; (isOnClass && _class.Contains(name)) || _tree.Contains(name) || _tree.Contains(name + suffix); i++)
        {
            name = i == 1 ? stem + "Place" : FormattableString.Invariant($"{stem}Place{i}");
        }

        _class.Add(name);
        _tree.Add(name);
        return name;
    }

    // The generated names of base classes: those of this compilation are computed, others are read from their assembly.
    private void AddInherited(INamedTypeSymbol ancestor, IAssemblySymbol compiled, Func<INamedTypeSymbol, AdaptableClass> parse)
    {
        if (AdaptedClasses.IsIn(ancestor, compiled))
        {
            var model = parse(ancestor);
            foreach (var member in model.Members)
            {
                _class.Add(member.PropertyName);
                _tree.Add(member.PropertyName);
            }

            foreach (var group in model.Groups)
            {
                _class.UnionWith([group.Group.PropertyName, group.Group.TypeName, group.Group.OutputTypeName]);
            }
        }
        else if (PlaceTypes.CompiledPlaces(ancestor) is { } places)
        {
            foreach (var member in places.GetMembers())
            {
                _tree.Add(member.Name);
            }
        }
    }
}
