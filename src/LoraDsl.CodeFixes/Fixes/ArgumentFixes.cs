using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LoraDsl.CodeFixes.Fixes;

/// <summary>Changes of an attribute's arguments.</summary>
internal static class ArgumentFixes
{
    public static IReadOnlyCollection<TextChange> Drop(FixSite site, string name) =>
        site.Enclosing<AttributeSyntax>() is { ArgumentList.Arguments: var arguments } && Find(arguments, name) is { } argument
            ? [Removal(arguments, argument)]
            : [];

    public static IReadOnlyCollection<TextChange> Swap(FixSite site, string first, string second) =>
        site.Enclosing<AttributeSyntax>() is { ArgumentList.Arguments: var arguments }
        && Find(arguments, first)?.Expression is { } left
        && Find(arguments, second)?.Expression is { } right
            ? [new TextChange(left.Span, right.ToString()), new TextChange(right.Span, left.ToString())]
            : [];

    public static IReadOnlyCollection<TextChange> WriteRank(FixSite site, string rank) => [new TextChange(site.Span, rank), .. Drop(site, "budget")];

    /// <summary>The argument for a parameter or property.</summary>
    public static AttributeArgumentSyntax? Find(SeparatedSyntaxList<AttributeArgumentSyntax> arguments, string name)
    {
        // The attributes' constructors: (rank), (rank, budget), (minRank, maxRank).
        var ordinal = name switch
        {
            "rank" or "minRank" => 0,
            "budget" or "maxRank" => 1,
            _ => -1,
        };
        for (var i = 0; i < arguments.Count; i++)
        {
            var written = (arguments[i].NameEquals?.Name ?? arguments[i].NameColon?.Name)?.Identifier.ValueText;
            if (written == name || (written is null && i == ordinal))
            {
                return arguments[i];
            }
        }

        return null;
    }

    /// <summary>The argument with the comma before it, or behind it where it is the first.</summary>
    public static TextChange Removal(SeparatedSyntaxList<AttributeArgumentSyntax> arguments, AttributeArgumentSyntax argument)
    {
        var index = arguments.IndexOf(argument);
        var span = index > 0
            ? TextSpan.FromBounds(arguments[index - 1].Span.End, argument.Span.End)
            : TextSpan.FromBounds(argument.SpanStart, arguments.Count > 1 ? arguments[1].SpanStart : argument.Span.End);
        return new TextChange(span, "");
    }
}
