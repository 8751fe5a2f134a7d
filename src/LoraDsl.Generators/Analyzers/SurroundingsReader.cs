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

/// <summary>Reads what rules need beyond a class's own record.</summary>
internal static class SurroundingsReader
{
    public static ClassSurroundings Read(AnnotatedClass model, INamedTypeSymbol type, Compilation compilation)
    {
        var budgets = ImmutableArray.CreateBuilder<string?>();
        var options = ImmutableArray.CreateBuilder<(string? Owner, string Option)>();
        AddFixedRankBudgets(type.GetAttributes(), null);
        LorsOptionReader.AddForeign(type.GetAttributes(), null, compilation, options);
        var properties = ImmutableArray.CreateBuilder<PropertyLayer>();
        var required = ImmutableArray.CreateBuilder<string>();
        var requiredAreSet = type.InstanceConstructors.Any(SetsRequiredMembers);
        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol field)
            {
                continue;
            }

            AddFixedRankBudgets(field.GetAttributes(), field.Name);
            LorsOptionReader.AddForeign(field.GetAttributes(), field.Name, compilation, options);
            if (field is { AssociatedSymbol: IPropertySymbol { IsStatic: false } property }
                && KnownTypes.LayerKindOf(field.Type) is not null
                && AttributeParser.Parse(field.GetAttributes()) is { IsEmpty: true, Group: null })
            {
                properties.Add(new PropertyLayer(property.Name, FieldNames.For(property)));
            }

            if (field.IsRequired && !requiredAreSet && model.Layers.Any(layer => layer.IsAdapted && layer.Name == field.Name))
            {
                required.Add(field.Name);
            }
        }

        return new ClassSurroundings(
            properties.ToImmutable(),
            budgets.ToImmutable(),
            options.ToImmutable(),
            OtherMembersReader.Read(type),
            required.ToImmutable(),
            Known(model, type, compilation));

        void AddFixedRankBudgets(ImmutableArray<AttributeData> attributes, string? owner)
        {
            if (attributes.Any(HasFixedRankAndBudget))
            {
                budgets.Add(owner);
            }
        }
    }

    /// <summary>
    /// The class and the annotated classes of this compilation that it holds, directly or through others, by key, in case it has a
    /// budget to share. A class that derives from an annotated one brings adapters that its record does not list: it is not known.
    /// </summary>
    public static IReadOnlyDictionary<string, AnnotatedClass> Known(AnnotatedClass model, INamedTypeSymbol type, Compilation compilation)
    {
        var known = new Dictionary<string, AnnotatedClass>();
        if (!HasBudget(model))
        {
            return known;
        }

        var open = new Stack<INamedTypeSymbol>();
        Add(type, model);
        while (open.Count > 0)
        {
            foreach (var field in open.Pop().GetMembers().OfType<IFieldSymbol>())
            {
                if (AnnotatedElement(field.Type) is { } child
                    && SymbolEqualityComparer.Default.Equals(child.ContainingAssembly, compilation.Assembly)
                    && !known.ContainsKey(ClassParser.KeyOf(child)))
                {
                    Add(child, ClassParser.Parse(child, compilation));
                }
            }
        }

        return known;

        void Add(INamedTypeSymbol annotated, AnnotatedClass itsModel)
        {
            if (AnnotatedElement(annotated.BaseType) is null)
            {
                // Nothing in sight adds to what such a class declares, whether it is sealed or not.
                var isWhole = !annotated.IsAbstract && !ContinuedClasses.Contain(annotated, compilation);
                known.Add(itsModel.Key, itsModel with { IsSealed = itsModel.IsSealed || isWhole });
                open.Push(annotated);
            }
        }
    }

    private static bool SetsRequiredMembers(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute");

    private static bool HasBudget(AnnotatedClass model) =>
        model.Annotations.Lora is { Budget: not null } || model.Layers.Any(static layer => layer.Annotations.Lora is { Budget: not null });

    private static INamedTypeSymbol? AnnotatedElement(ITypeSymbol? type)
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

    // No constructor has both parameters, so the arguments have no values, only syntax.
    private static bool HasFixedRankAndBudget(AttributeData attribute) =>
        KnownTypes.IsLoraAttribute(attribute.AttributeClass)
        && attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var arguments }
        && arguments.FirstOrDefault(argument => argument.NameEquals is null && argument.NameColon?.Name.Identifier.ValueText is null or "rank")
            ?.Expression.IsKind(SyntaxKind.NumericLiteralExpression) == true
        && arguments.Any(argument => argument.NameColon?.Name.Identifier.ValueText == "budget");
}
