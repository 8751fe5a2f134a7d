using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LoraDsl.Models.Chat.Jinja.Parsing;

/// <summary>Reads the tokens within a tag.</summary>
internal static partial class JinjaTokenReader
{
    private static readonly string[] Operators =
        ["**", "//", "==", "!=", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "%", "~", "|", ".", ",", ":", "(", ")", "[", "]", "{", "}"];

    /// <summary>Reads the token at a place.</summary>
    /// <returns>The token, and how many characters it has.</returns>
    /// <exception cref="JinjaError">No token begins there.</exception>
    public static (JinjaToken Token, int Length) Read(string source, int place, int line)
    {
        if (source[place] is '\'' or '"')
            return ReadString(source, place, line);
        if (Name().Match(source, place) is { Success: true } name)
            return (new JinjaToken(JinjaTokenKind.Name, name.Value, line), name.Length);
        if (Number().Match(source, place) is { Success: true } number)
        {
            var kind = number.Groups["fraction"].Success || number.Groups["exponent"].Success ? JinjaTokenKind.Float : JinjaTokenKind.Integer;
            return (new JinjaToken(kind, number.Value.Replace("_", "", StringComparison.Ordinal), line), number.Length);
        }

        foreach (var each in Operators)
        {
            if (string.CompareOrdinal(source, place, each, 0, each.Length) == 0)
                return (new JinjaToken(JinjaTokenKind.Operator, each, line), each.Length);
        }

        throw new JinjaError(line, $"no part of an expression begins with '{source[place]}'");
    }

    private static (JinjaToken Token, int Length) ReadString(string source, int start, int line)
    {
        var (text, place) = (new StringBuilder(), start + 1);
        while (true)
        {
            if (place >= source.Length)
                throw new JinjaError(line, "a text in quotes does not end");
            var each = source[place++];
            if (each == source[start])
                return (new JinjaToken(JinjaTokenKind.String, text.ToString(), line), place - start);
            if (each == '\\' && place < source.Length)
                place = Escape(source, place, text, line);
            else
                text.Append(each);
        }
    }

    // What Python knows; a backslash before any other character stands for itself.
    private static int Escape(string source, int place, StringBuilder text, int line)
    {
        var each = source[place++];
        switch (each)
        {
            case 'n':
                text.Append('\n');
                break;
            case 't':
                text.Append('\t');
                break;
            case 'r':
                text.Append('\r');
                break;
            case 'b':
                text.Append('\b');
                break;
            case 'f':
                text.Append('\f');
                break;
            case '\\' or '\'' or '"':
                text.Append(each);
                break;
            case '\n':
                break;
            case 'x' or 'u' or 'U':
                var digits = each == 'x' ? 2 : each == 'u' ? 4 : 8;
                if (place + digits > source.Length || !int.TryParse(source.AsSpan(place, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code > 0x10FFFF)
                    throw new JinjaError(line, $"\\{each} is followed by {digits} hexadecimal digits of a character");
                text.Append(Rune.TryCreate(code, out var rune) ? rune.ToString() : ((char)code).ToString());
                return place + digits;
            default:
                text.Append('\\').Append(each);
                break;
        }

        return place;
    }

    [GeneratedRegex(@"\G[\p{L}_][\p{L}\p{Nd}_]*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\G\d[\d_]*(?<fraction>\.\d[\d_]*)?(?<exponent>[eE][+-]?\d+)?")]
    private static partial Regex Number();
}
