using System;
using System.Collections.Generic;
using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>
/// Gives every adapted field, group and child the name of its property, once, in the order of declaration. A layer's and a group's
/// stand on the model and on its set of adapters, a child's on the set alone.
/// </summary>
internal sealed class PropertyNames
{
    private readonly HashSet<string> _model = new(StringComparer.Ordinal);
    private readonly HashSet<string> _set = new(StringComparer.Ordinal);

    public PropertyNames(INamedTypeSymbol type, Compilation compilation)
    {
        _model.UnionWith(ReservedNames.Of(type));
        _set.UnionWith(_model);

        // C# forbids a member with its type's name, and hiding an inherited member is a warning.
        for (var owner = type; owner is not null; owner = owner.BaseType)
        {
            _model.Add(owner.Name);
            AddMembers(owner, type.ContainingAssembly, _model);
        }

        AddInherited(type, compilation);
        for (var owner = compilation.GetTypeByMetadataName(KnownTypes.AdapterSet); owner is not null; owner = owner.BaseType)
        {
            AddMembers(owner, type.ContainingAssembly, _set);
        }
    }

    /// <summary>The name for a layer's property, and the one for its adapter's class.</summary>
    public (string Property, string Type) ForLayer(string field)
    {
        var stem = PropertyStem.Of(field);
        return (Take(stem, isLayer: true), Take(stem + "Adapter", isLayer: true));
    }

    /// <summary>The name for a group's property, the one for its class, and the one for the type of its results.</summary>
    public (string Property, string Type, string Output) ForGroup(string group) =>
        (Take(group, isLayer: true), Take(group + "Group", isLayer: true), Take(group + "Output", isLayer: true));

    public string ForChild(string field) => Take(PropertyStem.Of(field), isLayer: false);

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

    // The generated names of base classes. Those of this compilation are computed, because generated code is not visible here; others are read from their assembly.
    private void AddInherited(INamedTypeSymbol type, Compilation compilation)
    {
        var compiled = type.ContainingAssembly;
        for (var ancestor = AdaptedClasses.BaseOf(type, compiled); ancestor is not null; ancestor = AdaptedClasses.BaseOf(ancestor, compiled))
        {
            if (!AdaptedClasses.IsIn(ancestor, compiled))
            {
                AddMembers(KnownTypes.CompiledAdapters(ancestor)!, compiled, _set);
                continue;
            }

            var model = ClassParser.Parse(ancestor.OriginalDefinition, compilation);
            _model.Add(model.SetProperty);
            foreach (var layer in model.Layers)
            {
                _model.UnionWith([layer.PropertyName, layer.AdapterTypeName]);
                _set.UnionWith([layer.PropertyName, layer.AdapterTypeName]);
            }

            foreach (var group in model.Groups)
            {
                _model.UnionWith([group.PropertyName, group.TypeName, group.OutputTypeName]);
                _set.UnionWith([group.PropertyName, group.TypeName, group.OutputTypeName]);
            }

            foreach (var child in model.Children)
            {
                _set.Add(child.PropertyName);
            }
        }
    }

    private static void AddMembers(INamedTypeSymbol owner, IAssemblySymbol compiled, HashSet<string> names)
    {
        foreach (var member in owner.GetMembers())
        {
            if (!AdaptedClasses.IsIn(owner, compiled) || !GeneratedMembers.Contains(member))
            {
                names.Add(member.Name);
            }
        }
    }
}
