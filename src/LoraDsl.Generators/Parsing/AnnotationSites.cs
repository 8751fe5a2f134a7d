using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace LoraDsl.Generators.Parsing;

/// <summary>Where a class is annotated: on itself, or on its fields.</summary>
internal static class AnnotationSites
{
    public static bool IsAnnotated(INamedTypeSymbol type)
    {
        foreach (var _ in All(type))
        {
            return true;
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
                if (Adapts(attribute))
                {
                    yield return (member, attribute);
                }
            }
        }
    }

    private static bool Adapts(AttributeData attribute) =>
        KnownTypes.IsLoraAttribute(attribute.AttributeClass)
        || KnownTypes.IsDyLoraAttribute(attribute.AttributeClass)
        || KnownTypes.IsLorsAttribute(attribute.AttributeClass);
}
