using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LoraDsl.Generators.Model;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Reads what stands around a class's own record.</summary>
internal static class SurroundingsReader
{
    public static ClassSurroundings Read(INamedTypeSymbol type, Compilation compilation)
    {
        var budgets = ImmutableArray.CreateBuilder<string?>();
        AddFixedRankBudgets(type.GetAttributes(), null);
        var properties = ImmutableArray.CreateBuilder<string>();
        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol field)
            {
                continue;
            }

            AddFixedRankBudgets(field.GetAttributes(), field.Name);
            if (field is { AssociatedSymbol: IPropertySymbol { IsStatic: false } property }
                && KnownTypes.IsLinear(field.Type)
                && AttributeParser.Parse(field.GetAttributes()).IsEmpty)
            {
                properties.Add(property.Name);
            }
        }

        return new ClassSurroundings(properties.ToImmutable(), budgets.ToImmutable(), Below(type, compilation));

        void AddFixedRankBudgets(ImmutableArray<AttributeData> attributes, string? owner)
        {
            if (attributes.Any(HasFixedRankAndBudget))
            {
                budgets.Add(owner);
            }
        }
    }

    /// <summary>The annotated classes of this compilation that a class holds, directly or through others, by key.</summary>
    public static IReadOnlyDictionary<string, AnnotatedClass> Below(INamedTypeSymbol type, Compilation compilation)
    {
        var below = new Dictionary<string, AnnotatedClass>();
        var open = new Stack<INamedTypeSymbol>();
        open.Push(type);
        while (open.Count > 0)
        {
            foreach (var field in open.Pop().GetMembers().OfType<IFieldSymbol>())
            {
                if (AnnotatedElement(field.Type) is { } child
                    && SymbolEqualityComparer.Default.Equals(child.ContainingAssembly, compilation.Assembly)
                    && !below.ContainsKey(ClassParser.KeyOf(child)))
                {
                    below.Add(ClassParser.KeyOf(child), ClassParser.Parse(child, compilation));
                    open.Push(child);
                }
            }
        }

        return below;
    }

    private static INamedTypeSymbol? AnnotatedElement(ITypeSymbol type)
    {
        var element = type is INamedTypeSymbol named && KnownTypes.IsModuleList(named) ? named.TypeArguments[0] : type;
        for (var ancestor = element as INamedTypeSymbol; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (AnnotationSites.IsAnnotated(ancestor.OriginalDefinition))
            {
                return ancestor.OriginalDefinition;
            }
        }

        return null;
    }

    // No constructor has both, so there are no argument values to ask for.
    private static bool HasFixedRankAndBudget(AttributeData attribute) =>
        KnownTypes.IsLoraAttribute(attribute.AttributeClass)
        && attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var arguments }
        && arguments.FirstOrDefault(argument => argument.NameEquals is null && argument.NameColon?.Name.Identifier.ValueText is null or "rank")
            ?.Expression.IsKind(SyntaxKind.NumericLiteralExpression) == true
        && arguments.Any(argument => argument.NameColon?.Name.Identifier.ValueText == "budget");
}
