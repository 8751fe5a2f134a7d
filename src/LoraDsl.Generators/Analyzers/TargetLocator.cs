using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LoraDsl.Generators.Parsing;
using LoraDsl.Generators.Validation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LoraDsl.Generators.Analyzers;

/// <summary>Finds the source location of a finding's target.</summary>
internal static class TargetLocator
{
    public static Location Locate(Target target, INamedTypeSymbol type, CancellationToken cancellation) => target switch
    {
        Target.Enclosing enclosing => NameOf(Enclosing(type, enclosing.Depth)),
        Target.Member member => OwnMember(member.Name, type) ?? NameOf(type),
        Target.Attribute attribute => AttributeOf(attribute, type, cancellation) ?? NameOf(type),
        _ => NameOf(type),
    };

    // If the class has several declarations, the one that is not partial.
    private static Location NameOf(INamedTypeSymbol type) =>
        TypeShape.FirstNotPartial(type)?.Identifier.GetLocation() ?? type.Locations[0];

    private static INamedTypeSymbol Enclosing(INamedTypeSymbol type, int depth)
    {
        var chain = new List<INamedTypeSymbol>();
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            chain.Insert(0, outer);
        }

        return chain[depth];
    }

    private static Location? OwnMember(string name, INamedTypeSymbol type) => type.GetMembers(name)
        .FirstOrDefault(member => !GeneratedMembers.Contains(member))
        ?.Locations.FirstOrDefault(location => location.IsInSource);

    private static Location? AttributeOf(Target.Attribute target, INamedTypeSymbol type, CancellationToken cancellation)
    {
        var owner = target.Field is { } field ? type.GetMembers(field).OfType<IFieldSymbol>().FirstOrDefault() : (ISymbol)type;
        var attribute = owner?.GetAttributes().Where(candidate => IsKind(candidate, target.Kind)).ElementAtOrDefault(target.Occurrence);
        if (attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            return null;
        }

        var argument = target.Argument is { } name ? Argument(syntax, attribute, name) : null;
        return (target.Element is { } index ? Element(argument, index) : argument)?.GetLocation() ?? syntax.GetLocation();
    }

    private static SyntaxNode? Element(ExpressionSyntax? argument, int index) => argument switch
    {
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.ElementAtOrDefault(index),
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.ElementAtOrDefault(index),
        CollectionExpressionSyntax collection => collection.Elements.ElementAtOrDefault(index),
        _ => argument,
    };

    private static ExpressionSyntax? Argument(AttributeSyntax syntax, AttributeData attribute, string name)
    {
        if (syntax.ArgumentList is not { } list)
        {
            return null;
        }

        for (var i = 0; i < list.Arguments.Count; i++)
        {
            var argument = list.Arguments[i];
            var written = argument.NameEquals?.Name.Identifier.ValueText
                ?? argument.NameColon?.Name.Identifier.ValueText
                ?? attribute.AttributeConstructor?.Parameters.ElementAtOrDefault(i)?.Name;
            if (written == name)
            {
                return argument.Expression;
            }
        }

        return null;
    }

    private static bool IsKind(AttributeData attribute, AttributeKind kind) => kind switch
    {
        AttributeKind.Lora => KnownTypes.IsLoraAttribute(attribute.AttributeClass),
        AttributeKind.DyLora => KnownTypes.IsDyLoraAttribute(attribute.AttributeClass),
        AttributeKind.Lors => KnownTypes.IsLorsAttribute(attribute.AttributeClass),
        AttributeKind.Vera or AttributeKind.LoHa or AttributeKind.LoKr or AttributeKind.Ia3 =>
            KnownTypes.VariantOf(attribute.AttributeClass) is { } method && AttributeKinds.Of(method) == kind,
        AttributeKind.Adaptable => KnownTypes.IsAdaptableAttribute(attribute.AttributeClass),
        AttributeKind.LoraRecipe => KnownTypes.IsLoraRecipeAttribute(attribute.AttributeClass),
        AttributeKind.TrainWhole => KnownTypes.IsTrainWholeAttribute(attribute.AttributeClass),
        AttributeKind.LoraGroup => KnownTypes.IsLoraGroupAttribute(attribute.AttributeClass),
        _ => KnownTypes.IsNoLoraAttribute(attribute.AttributeClass),
    };
}
