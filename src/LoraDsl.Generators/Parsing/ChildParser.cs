using LoraDsl.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>Parses a field that holds an annotated model or a list of them.</summary>
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
        // A class that derives from an annotated class inherits its adapters.
        if (AdaptedClasses.SelfOrBase(element, owner.ContainingAssembly) is not { } child)
        {
            return null;
        }

        // Generated code reads a child in an auto-property by the property's name.
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
