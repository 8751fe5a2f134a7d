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

    /// <summary>
    /// The class of an attribute, if that attribute is the class's first: a class with ten of them is generated once.
    /// </summary>
    public static INamedTypeSymbol? ClassOf(GeneratorAttributeSyntaxContext context)
    {
        var type = context.TargetSymbol as INamedTypeSymbol ?? context.TargetSymbol.ContainingType;
        if (type is null)
        {
            return null;
        }

        // The declarators of one field declaration share their attribute, so the field counts too.
        foreach (var (owner, first) in All(type))
        {
            return SymbolEqualityComparer.Default.Equals(owner, context.TargetSymbol)
                && IsSame(first.ApplicationSyntaxReference, context.Attributes[0].ApplicationSyntaxReference)
                    ? type
                    : null;
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
                if (Adapts(attribute))
                {
                    yield return (member, attribute);
                }
            }
        }
    }

    private static bool Adapts(AttributeData attribute) =>
        KnownTypes.IsLoraAttribute(attribute.AttributeClass) || KnownTypes.IsDyLoraAttribute(attribute.AttributeClass);

    private static bool IsSame(SyntaxReference? left, SyntaxReference? right) =>
        left is not null && right is not null && left.SyntaxTree == right.SyntaxTree && left.Span == right.Span;
}
