using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>Where a class is annotated: on itself, or on its fields.</summary>
internal static class AnnotationSites
{
    /// <summary>Whether attributes adapt the class; those of a recipe adapt its model, and an adaptable class is adapted by recipes alone.</summary>
    public static bool IsAnnotated(INamedTypeSymbol type)
    {
        foreach (var _ in All(type))
        {
            return !RecipeParser.IsRecipe(type) && !PlaceTypes.HasAttribute(type);
        }

        return false;
    }

    /// <summary>Whether a field of the class is in a group, which by itself adapts nothing.</summary>
    public static bool HasGroups(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol)
            {
                continue;
            }

            foreach (var attribute in member.GetAttributes())
            {
                if (KnownTypes.IsLoraGroupAttribute(attribute.AttributeClass))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The attribute by which a class or one of its fields is adapted, as it is called, or <see langword="null"/>.</summary>
    public static string? FirstMethod(INamedTypeSymbol type)
    {
        foreach (var (_, attribute) in All(type))
        {
            var name = attribute.AttributeClass!.Name;
            return $"[{name.Substring(0, name.Length - nameof(System.Attribute).Length)}]";
        }

        return null;
    }

    private static IEnumerable<(ISymbol Owner, AttributeData Attribute)> All(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (Adapts(attribute))
            {
                yield return (type, attribute);
            }
        }

        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol)
            {
                continue;
            }

            foreach (var attribute in member.GetAttributes())
            {
                if (Adapts(attribute) || KnownTypes.IsTrainWholeAttribute(attribute.AttributeClass))
                {
                    yield return (member, attribute);
                }
            }
        }
    }

    private static bool Adapts(AttributeData attribute) =>
        KnownTypes.IsLoraAttribute(attribute.AttributeClass)
        || KnownTypes.IsDyLoraAttribute(attribute.AttributeClass)
        || KnownTypes.IsLorsAttribute(attribute.AttributeClass)
        || KnownTypes.VariantOf(attribute.AttributeClass) is not null;
}
