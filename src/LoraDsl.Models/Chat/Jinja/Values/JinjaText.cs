using System.Globalization;
using System.Text;

namespace LoraDsl.Models.Chat.Jinja.Values;

/// <summary>Values as Python prints them, and texts by characters as Python counts them: an emoji is one.</summary>
internal static class JinjaText
{
    /// <summary>What a template prints of a value.</summary>
    public static string Of(object? value) => value switch
    {
        string text => text,
        JinjaUndefined => "",
        _ => Shown(value),
    };

    /// <summary>A value as it stands within a list that is printed.</summary>
    public static string Shown(object? value) => value switch
    {
        null => "None",
        JinjaUndefined => "Undefined",
        bool flag => flag ? "True" : "False",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => Of(number),
        string text => Quoted(text),
        object?[] tuple => tuple.Length == 1 ? $"({Shown(tuple[0])},)" : $"({string.Join(", ", tuple.Select(Shown))})",
        JinjaMap map => $"{{{string.Join(", ", map.Select(pair => $"{Quoted(pair.Key)}: {Shown(pair.Value)}"))}}}",
        IEnumerable<object?> items => $"[{string.Join(", ", items.Select(Shown))}]",
        JinjaFunction function => $"<function {function.Name}>",
        _ => "<object>",
    };

    /// <summary>A number, as short as it can be told from its neighbours.</summary>
    public static string Of(double number)
    {
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        if (number == Math.Floor(number) && Math.Abs(number) < 1e16)
            return number.ToString("0.0", CultureInfo.InvariantCulture);
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) || Math.Abs(number) < 1e16 ? text.Replace("E", "e", StringComparison.Ordinal) : WithExponent(text);
    }

    /// <summary>A text's characters.</summary>
    public static IEnumerable<object?> Characters(string text) => text.EnumerateRunes().Select(rune => (object?)rune.ToString());

    /// <summary>How many characters a text has.</summary>
    public static long Length(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text.Length : text.EnumerateRunes().Count();

    private static string WithExponent(string digits)
    {
        var start = digits[0] == '-' ? 2 : 1;
        var rest = digits[start..].TrimEnd('0');
        return $"{digits[..start]}{(rest.Length > 0 ? "." : "")}{rest}e+{digits.Length - start}";
    }

    private static string Quoted(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var shown = new StringBuilder().Append(quote);
        foreach (var each in text)
        {
            _ = each switch
            {
                '\n' => shown.Append("\\n"),
                '\r' => shown.Append("\\r"),
                '\t' => shown.Append("\\t"),
                '\\' => shown.Append(@"\\"),
                _ when each == quote => shown.Append('\\').Append(each),
                _ when char.IsControl(each) => shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)each:x2}"),
                _ => shown.Append(each),
            };
        }

        return shown.Append(quote).ToString();
    }
}
