using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LoraDsl.CodeFixes.Fixes;

/// <summary>Changes of whole attributes.</summary>
internal static class AttributeFixes
{
    /// <summary>Removes the attribute of that name from the declaration that the place belongs to.</summary>
    public static IReadOnlyCollection<TextChange> Drop(FixSite site, string name)
    {
        // The attribute at the diagnostic, or, where two are offered, the other one on the same declaration.
        var marked = site.Enclosing<AttributeSyntax>();
        var attribute = marked is not null && IsNamed(marked, name)
            ? marked
            : marked?.Parent?.Parent?.ChildNodes()
                .OfType<AttributeListSyntax>()
                .SelectMany(list => list.Attributes)
                .FirstOrDefault(candidate => IsNamed(candidate, name));
        return attribute?.Parent is AttributeListSyntax list ? [new TextChange(Removal(site, list, attribute), "")] : [];
    }

    /// <summary>Adds an attribute list on a line of its own above the field or property.</summary>
    public static IReadOnlyCollection<TextChange> Add(FixSite site, string attribute)
    {
        if (site.Enclosing<MemberDeclarationSyntax>() is not { } member || member is not (FieldDeclarationSyntax or PropertyDeclarationSyntax))
        {
            return [];
        }

        // The field behind a property is named by its target.
        var start = member.SpanStart;
        attribute = member is PropertyDeclarationSyntax && !attribute.StartsWith("[field:", StringComparison.Ordinal)
            ? "[field: " + attribute.Substring(1)
            : attribute;
        var gap = site.BeginsLine(start) ? site.NewLine + site.Indentation(start) : " ";
        return [new TextChange(new TextSpan(start, 0), attribute + gap)];
    }

    /// <summary>Turns <c>[DyLora(r, r, …)]</c> into <c>[Lora(r, …)]</c>, with the options that both have.</summary>
    public static IReadOnlyCollection<TextChange> ReplaceDyLora(FixSite site)
    {
        if (site.Enclosing<AttributeSyntax>() is not { ArgumentList.Arguments: var arguments } attribute)
        {
            return [];
        }

        var name = LastName(attribute.Name);
        var changes = new List<TextChange> { new(name.Span, name.ValueText.Replace("DyLora", "Lora")) };
        if (ArgumentFixes.Find(arguments, "minRank")?.NameColon is { } label)
        {
            changes.Add(new TextChange(label.Name.Span, "rank"));
        }

        foreach (var option in new[] { "maxRank", "Mode", "Sampling" })
        {
            if (ArgumentFixes.Find(arguments, option) is { } argument)
            {
                changes.Add(ArgumentFixes.Removal(arguments, argument));
            }
        }

        return changes;
    }

    private static TextSpan Removal(FixSite site, AttributeListSyntax list, AttributeSyntax attribute)
    {
        if (list.Attributes.Count == 1)
        {
            return site.WithItsLines(list.Span);
        }

        var index = list.Attributes.IndexOf(attribute);
        return index > 0
            ? TextSpan.FromBounds(list.Attributes[index - 1].Span.End, attribute.Span.End)
            : TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart);
    }

    private static bool IsNamed(AttributeSyntax attribute, string name) =>
        LastName(attribute.Name).ValueText is var written && (written == name || written == name + "Attribute");

    private static SyntaxToken LastName(NameSyntax name) => name.DescendantTokens().Last(token => token.IsKind(SyntaxKind.IdentifierToken));
}
