using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace LoraDsl.Generators.Tests.Harness;

/// <summary>Source in which <c>{|LORA201:0|}</c> marks the exact place of an expected diagnostic.</summary>
/// <param name="Text">The source without the marks.</param>
/// <param name="Expected">The diagnostics that it is to have.</param>
internal sealed partial record MarkedSource(string Text, IReadOnlyList<(string Id, TextSpan Span)> Expected)
{
    public static MarkedSource Parse(string marked)
    {
        var text = new StringBuilder();
        var expected = new List<(string, TextSpan)>();
        var open = new Stack<(string Id, int Start)>();
        var position = 0;
        foreach (var mark in Mark().EnumerateMatches(marked))
        {
            text.Append(marked, position, mark.Index - position);
            position = mark.Index + mark.Length;
            var written = marked.Substring(mark.Index, mark.Length);
            if (written == "|}")
            {
                var (id, start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, text.Length)));
            }
            else
            {
                open.Push((written[2..^1], text.Length));
            }
        }

        Assert.Empty(open);
        text.Append(marked, position, marked.Length - position);
        return new MarkedSource(text.ToString(), expected);
    }

    [GeneratedRegex(@"\{\|LORA\d+:|\|\}")]
    private static partial Regex Mark();
}
