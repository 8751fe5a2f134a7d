using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>A field to the record of an annotated child, if it holds one or a list of them.</summary>
internal static class ChildParser
{
    public static ChildField? Parse(IFieldSymbol field, INamedTypeSymbol owner, PropertyNames names)
    {
        if (field.IsStatic || field.Type is not INamedTypeSymbol type)
        {
            return null;
        }

        var isList = KnownTypes.IsModuleList(type);
        var element = isList ? type.TypeArguments[0] as INamedTypeSymbol : type;
        // A class that derives from an annotated one has inherited its adapters.
        if (AdaptedClasses.SelfOrBase(element, owner.ContainingAssembly) is not { } child)
        {
            return null;
        }

        // A child may be held by a property: its own name is the one to read it by.
        var name = field.AssociatedSymbol?.Name ?? field.Name;
        return new ChildField(
            name,
            LayerParser.Escape(name),
            isList,
            field.Type.NullableAnnotation == NullableAnnotation.Annotated,
            ClassParser.KeyOf(child),
            AdaptedClasses.SetType(child),
            AdaptedClasses.SetProperty(child, owner.ContainingAssembly),
            names.ForChild(name),
            PropertyAccessibility.Of(child, owner));
    }
}
