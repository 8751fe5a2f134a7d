using System.Collections.Generic;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Finds the members of a class that hold layers, or may hold some, and that an attribute on the class does not adapt.</summary>
internal static class OtherMembersReader
{
    public static IReadOnlyList<OtherMember> Read(INamedTypeSymbol type)
    {
        var members = new List<OtherMember>();
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol field && !GeneratedMembers.Contains(field) && FormOf(field) is { } form)
            {
                Add(field, form, null, members);
            }
        }

        for (var ancestor = type.BaseType; ancestor is not null && !KnownTypes.IsOfTorchSharp(ancestor); ancestor = ancestor.BaseType)
        {
            AddInherited(ancestor, type.ContainingAssembly, members);
        }

        return members;
    }

    private static void AddInherited(INamedTypeSymbol ancestor, IAssemblySymbol compiled, List<OtherMember> members)
    {
        if (AdaptedClasses.SelfOrBase(ancestor, compiled) is { } adapted && SymbolEqualityComparer.Default.Equals(adapted, ancestor))
        {
            return;
        }

        foreach (var member in ancestor.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false } field
                && (KnownTypes.LayerKindOf(field.Type) is not null || FormOf(field) is OtherMemberForm.SeveralLayers))
            {
                Add(field, OtherMemberForm.InheritedLayer, ancestor.Name, members);
            }
        }
    }

    private static void Add(IFieldSymbol field, OtherMemberForm form, string? baseClass, List<OtherMember> members)
    {
        // An attribute that adapts the field is at fault itself.
        var annotations = AttributeParser.Parse(field.GetAttributes());
        if (annotations is { IsAdapted: false, Group: null })
        {
            members.Add(new OtherMember(
                field.AssociatedSymbol?.Name ?? field.Name,
                field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat).TrimEnd('?'),
                form,
                baseClass,
                annotations.NoLora || annotations.Whole));
        }
    }

    private static OtherMemberForm? FormOf(IFieldSymbol field)
    {
        if (KnownTypes.LayerKindOf(field.Type) is not null)
        {
            return field.IsStatic ? OtherMemberForm.StaticLayer : null;
        }

        if (field.IsStatic)
        {
            return ModuleTypes.IsUnsupportedLayer(field.Type) || ModuleTypes.HasElement(field.Type, ModuleTypes.IsLayer) ? OtherMemberForm.StaticLayer : null;
        }

        if (ModuleTypes.IsUnsupportedLayer(field.Type))
        {
            return OtherMemberForm.UnsupportedLayer;
        }

        if (ModuleTypes.HasElement(field.Type, ModuleTypes.IsLayer))
        {
            return OtherMemberForm.SeveralLayers;
        }

        if (ModuleTypes.IsContainer(field.Type) || ModuleTypes.HasElement(field.Type, ModuleTypes.IsAnyModule))
        {
            return OtherMemberForm.Container;
        }

        return ModuleTypes.IsAnyModule(field.Type) ? OtherMemberForm.AnyModule : null;
    }
}
