using System.Text.RegularExpressions;

namespace LoraDsl.Models.Chat.Jinja.Parsing;

/// <summary>
/// Cuts a template into texts and tags. White space around tags goes as in Jinja 2 with <c>trim_blocks</c> and <c>lstrip_blocks</c>, which is how transformers renders: a
/// line end behind a block is dropped, and so are blanks before a block that begins a line.
/// </summary>
internal sealed partial class JinjaLexer
{
    private readonly string source;
    private readonly List<JinjaToken> tokens = [];
    private int place;
    private int line = 1;
    private bool beginsLine = true;

    private JinjaLexer(string source) => this.source = source;

    /// <summary>Cuts.</summary>
    /// <exception cref="JinjaError">A tag does not end, or has a character that no token begins with.</exception>
    public static IReadOnlyList<JinjaToken> Cut(string template)
    {
        var text = template.ReplaceLineEndings("\n");
        var lexer = new JinjaLexer(text.EndsWith('\n') ? text[..^1] : text);
        while (lexer.place < lexer.source.Length)
            lexer.NextPiece();
        lexer.Add(JinjaTokenKind.End, "");
        return lexer.tokens;
    }

    private void NextPiece()
    {
        var begin = TagBegin().Match(source, place);
        var text = source[place..(begin.Success ? begin.Index : source.Length)];
        if (!begin.Success)
        {
            AddText(text);
            place = source.Length;
            return;
        }

        var (kind, sign) = (begin.Value[..2], begin.Value.Length > 2 ? begin.Value[2] : ' ');
        var kept = sign == '-' ? text.TrimEnd() : sign == '+' || kind == "{{" ? text : WithoutIndent(text);
        AddText(kept);
        line += text.AsSpan(kept.Length).Count('\n');
        place = begin.Index + begin.Length;
        switch (kind)
        {
            case "{#":
                Comment();
                break;
            case "{%" when RawTag().Match(source, place) is { Success: true, Index: var index } raw && index == place:
                Raw(raw);
                break;
            case "{%":
                Tag(JinjaTokenKind.TagBegin, JinjaTokenKind.TagEnd, "%}");
                break;
            default:
                Tag(JinjaTokenKind.OutputBegin, JinjaTokenKind.OutputEnd, "}}");
                break;
        }
    }

    private string WithoutIndent(string text)
    {
        var start = text.LastIndexOf('\n') + 1;
        return (start > 0 || beginsLine) && string.IsNullOrWhiteSpace(text[start..]) ? text[..start] : text;
    }

    private void AddText(string text)
    {
        if (text.Length == 0)
            return;
        Add(JinjaTokenKind.Text, text);
        line += text.AsSpan().Count('\n');
    }

    private void Comment()
    {
        var end = source.IndexOf("#}", place, StringComparison.Ordinal);
        if (end < 0)
            throw new JinjaError(line, "a comment does not end");
        line += source.AsSpan(place, end - place).Count('\n');
        place = end + 2;
        AfterTag(source[end - 1], isBlock: true);
    }

    // What stands between {% raw %} and {% endraw %} is text.
    private void Raw(Match begin)
    {
        line += begin.Value.AsSpan().Count('\n');
        place += begin.Length;
        AfterTag(begin.Groups["sign"].Value is [var sign] ? sign : ' ', isBlock: true);
        var end = EndRawTag().Match(source, place);
        if (!end.Success)
            throw new JinjaError(line, "{% raw %} has no {% endraw %}");
        var text = source[place..end.Index];
        AddText(end.Groups["before"].Value == "-" ? text.TrimEnd() : end.Groups["before"].Value == "+" ? text : WithoutIndent(text));
        place = end.Index + end.Length;
        AfterTag(end.Groups["sign"].Value is [var after] ? after : ' ', isBlock: true);
    }

    private void Tag(JinjaTokenKind begin, JinjaTokenKind end, string close)
    {
        Add(begin, "");
        var depth = 0;
        while (true)
        {
            SkipBlanks();
            if (place >= source.Length)
                throw new JinjaError(line, $"a tag has no {close}");
            var sign = source[place] is '-' or '+' && string.CompareOrdinal(source, place + 1, close, 0, 2) == 0 ? source[place] : ' ';
            var start = sign == ' ' ? place : place + 1;
            if (depth == 0 && string.CompareOrdinal(source, start, close, 0, 2) == 0)
            {
                Add(end, "");
                place = start + 2;
                AfterTag(sign, close == "%}");
                return;
            }

            var (token, length) = JinjaTokenReader.Read(source, place, line);
            tokens.Add(token);
            line += source.AsSpan(place, length).Count('\n');
            place += length;
            if (token.Kind == JinjaTokenKind.Operator)
                depth += token.Text is "(" or "[" or "{" ? 1 : token.Text is ")" or "]" or "}" ? -1 : 0;
        }
    }

    private void AfterTag(char sign, bool isBlock)
    {
        beginsLine = false;
        var start = place;
        if (sign == '-')
        {
            SkipBlanks();
        }
        else if (isBlock && sign != '+' && place < source.Length && source[place] == '\n')
        {
            place++;
            line++;
        }

        if (place > start)
            beginsLine = source[place - 1] == '\n';
    }

    private void SkipBlanks()
    {
        for (; place < source.Length && char.IsWhiteSpace(source[place]); place++)
        {
            if (source[place] == '\n')
                line++;
        }
    }

    private void Add(JinjaTokenKind kind, string text) => tokens.Add(new JinjaToken(kind, text, line));

    [GeneratedRegex(@"\{[{%#][-+]?")]
    private static partial Regex TagBegin();

    [GeneratedRegex(@"\s*raw\s*(?<sign>[-+]?)%\}")]
    private static partial Regex RawTag();

    [GeneratedRegex(@"\{%(?<before>[-+]?)\s*endraw\s*(?<sign>[-+]?)%\}")]
    private static partial Regex EndRawTag();
}
