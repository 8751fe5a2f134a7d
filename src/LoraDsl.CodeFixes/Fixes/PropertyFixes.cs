using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LoraDsl.CodeFixes.Fixes;

/// <summary>Changes of a property.</summary>
internal static class PropertyFixes
{
    /// <summary>
    /// Makes an auto-property a private field. The generated property has the name that it had, so that code which runs the layer stays as it
    /// is; what assigns the layer gets the field's name.
    /// </summary>
    public static IReadOnlyCollection<TextChange> MakeField(FixSite site, string field)
    {
        if (site.Enclosing<PropertyDeclarationSyntax>() is not { AccessorList: { } accessors } property)
        {
            return [];
        }

        var isReadOnly = !accessors.Accessors.Any(SyntaxKind.SetAccessorDeclaration);
        var start = property.Modifiers.Count > 0 ? property.Modifiers.Span : new TextSpan(property.Type.SpanStart, 0);
        var modifiers = (isReadOnly ? "private readonly" : "private") + (property.Modifiers.Count > 0 ? "" : " ");
        return
        [
            new TextChange(start, modifiers),
            new TextChange(property.Identifier.Span, field),
            new TextChange(
                TextSpan.FromBounds(property.Identifier.Span.End, accessors.Span.End), property.Initializer is null ? ";" : ""),
            .. Assignments(property).Select(name => new TextChange(name.Span, field)),
        ];
    }

    private static IEnumerable<SyntaxToken> Assignments(PropertyDeclarationSyntax property) => property.Parent!.DescendantNodes()
        .OfType<AssignmentExpressionSyntax>()
        .SelectMany(static assignment => Targets(assignment.Left))
        .Select(static target => target switch
        {
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier,
            IdentifierNameSyntax name => name.Identifier,
            _ => default,
        })
        .Where(name => name.ValueText == property.Identifier.ValueText);

    private static IEnumerable<ExpressionSyntax> Targets(ExpressionSyntax left) => left is TupleExpressionSyntax tuple
        ? tuple.Arguments.SelectMany(static argument => Targets(argument.Expression))
        : [left];
}
