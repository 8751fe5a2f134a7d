using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LoraDsl.CodeFixes.Fixes;

/// <summary>The place of a diagnostic.</summary>
/// <param name="Root">The document's syntax.</param>
/// <param name="Source">The document's text.</param>
/// <param name="Span">The place.</param>
internal sealed record FixSite(SyntaxNode Root, SourceText Source, TextSpan Span)
{
    /// <summary>The line break that the document uses.</summary>
    public string NewLine
    {
        get
        {
            var line = Source.Lines[0];
            var lineBreak = Source.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
            return lineBreak.Length == 0 ? "\n" : lineBreak;
        }
    }

    /// <summary>The innermost node of a kind that the place lies in.</summary>
    public T? Enclosing<T>()
        where T : SyntaxNode =>
        Root.FindNode(Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();

    /// <summary>The indentation of the line of a position.</summary>
    public string Indentation(int position)
    {
        var line = Source.Lines.GetLineFromPosition(position).ToString();
        return new string([.. line.TakeWhile(char.IsWhiteSpace)]);
    }

    /// <summary>Whether only white space stands before a position on its line.</summary>
    public bool BeginsLine(int position)
    {
        var line = Source.Lines.GetLineFromPosition(position);
        return string.IsNullOrWhiteSpace(Source.ToString(TextSpan.FromBounds(line.Start, position)));
    }

    /// <summary>The whole lines of a span when nothing else is on them, else the span and the spaces beside it.</summary>
    public TextSpan WithItsLines(TextSpan span)
    {
        var last = Source.Lines.GetLineFromPosition(span.End);
        var endsLine = string.IsNullOrWhiteSpace(Source.ToString(TextSpan.FromBounds(span.End, last.End)));
        var (start, end) = (span.Start, span.End);
        if (endsLine && BeginsLine(start))
        {
            return TextSpan.FromBounds(Source.Lines.GetLineFromPosition(start).Start, last.EndIncludingLineBreak);
        }

        while (!endsLine && Source[end] == ' ')
        {
            end++;
        }

        while (endsLine && Source[start - 1] == ' ')
        {
            start--;
        }

        return TextSpan.FromBounds(start, end);
    }
}
