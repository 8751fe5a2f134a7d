using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LoraDsl.CodeFixes.Fixes;

/// <summary>Changes of a constructor's statements.</summary>
internal static class StatementFixes
{
    /// <summary>Adds calls at the end of the constructor.</summary>
    public static IReadOnlyCollection<TextChange> Append(FixSite site, IReadOnlyCollection<string> methods)
    {
        var calls = methods.Select(method => $"{method}();").ToList();
        return site.Enclosing<ConstructorDeclarationSyntax>() switch
        {
            { Body: { } body } => [End(site, body, calls)],
            { ExpressionBody: { } arrow, SemicolonToken: var end } constructor => [Block(site, constructor, arrow, end.Span.End, calls)],
            _ => [],
        };
    }

    /// <summary>Adds a call before the statement.</summary>
    public static IReadOnlyCollection<TextChange> Prepend(FixSite site, string method)
    {
        if (site.Enclosing<StatementSyntax>() is not { } statement)
        {
            return [];
        }

        var start = statement.SpanStart;
        var gap = site.BeginsLine(start) ? site.NewLine + site.Indentation(start) : " ";
        return [new TextChange(new TextSpan(start, 0), $"{method}();{gap}")];
    }

    public static IReadOnlyCollection<TextChange> Drop(FixSite site) => site.Enclosing<StatementSyntax>() is { } statement
        ? [new TextChange(WithItsComment(site, statement), "")]
        : [];

    /// <summary>Moves the statement, and a comment behind it, to the end of the constructor.</summary>
    public static IReadOnlyCollection<TextChange> MoveToEnd(FixSite site)
    {
        if (site.Enclosing<StatementSyntax>() is not { } statement
            || statement.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not { Body: { Statements.Count: > 0 } body })
        {
            return [];
        }

        var span = WithItsComment(site, statement);
        return [new TextChange(span, ""), End(site, body, [site.Source.ToString(span).Trim()])];
    }

    private static TextChange End(FixSite site, BlockSyntax body, IReadOnlyCollection<string> statements)
    {
        var brace = body.CloseBraceToken.SpanStart;
        var (start, end) = (body.OpenBraceToken.Span.End, brace);
        if (!site.BeginsLine(brace))
        {
            // The constructor is on one line: the statements are separated by spaces.
            while (end > start && site.Source[end - 1] == ' ')
            {
                end--;
            }

            return new TextChange(TextSpan.FromBounds(end, brace), $" {string.Join(" ", statements)} ");
        }

        var indentation = body.Statements.LastOrDefault() is { } last && site.BeginsLine(last.SpanStart)
            ? site.Indentation(last.SpanStart)
            : site.Indentation(brace) + "    ";
        var line = site.Source.Lines.GetLineFromPosition(brace).Start;
        return new TextChange(new TextSpan(line, 0), string.Concat(statements.Select(call => indentation + call + site.NewLine)));
    }

    private static TextChange Block(
        FixSite site, ConstructorDeclarationSyntax constructor, ArrowExpressionClauseSyntax arrow, int end, List<string> calls)
    {
        var outer = site.Indentation(constructor.SpanStart);
        var statements = calls.Prepend($"{arrow.Expression};").Select(call => $"{outer}    {call}");
        var lines = new[] { "", outer + "{" }.Concat(statements).Concat([outer + "}"]);
        var start = arrow.SpanStart;
        while (start > 0 && char.IsWhiteSpace(site.Source[start - 1]))
        {
            start--;
        }

        return new TextChange(TextSpan.FromBounds(start, end), string.Join(site.NewLine, lines));
    }

    private static TextSpan WithItsComment(FixSite site, StatementSyntax statement)
    {
        var behind = statement.GetTrailingTrivia().LastOrDefault(trivia => !string.IsNullOrWhiteSpace(trivia.ToString()));
        return site.WithItsLines(TextSpan.FromBounds(statement.SpanStart, behind.Span.Length > 0 ? behind.Span.End : statement.Span.End));
    }
}
