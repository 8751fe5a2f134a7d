using System.Globalization;
using System.Text.RegularExpressions;
using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Library;

/// <summary>What can stand behind <c>|</c>.</summary>
internal static partial class JinjaFilters
{
    /// <summary>The filters by name. The first argument is the value.</summary>
    public static IReadOnlyDictionary<string, Func<JinjaArguments, object?>> All { get; } = new Dictionary<string, Func<JinjaArguments, object?>>(StringComparer.Ordinal)
    {
        ["abs"] = value => Of(value) is double number ? Math.Abs(number) : (object)Math.Abs(value.Whole(0, "value") ?? throw value.Error("needs a number")),
        ["capitalize"] = value => JinjaStrings.Capitalized(Text(value)),
        ["count"] = value => Length(value),
        ["d"] = Default,
        ["default"] = Default,
        ["dictsort"] = JinjaSorting.DictSort,
        ["e"] = Escaped,
        ["escape"] = Escaped,
        ["first"] = value => JinjaListFilters.Items(value).DefaultIfEmpty(new JinjaUndefined("the first of nothing")).First(),
        ["float"] = value => Parsed(value) ?? (value.Get(1, "default", 0.0)),
        ["indent"] = Indented,
        ["int"] = Integer,
        ["items"] = value => Of(value) is JinjaUndefined ? new List<object?>() : JinjaMembers.Pairs(Of(value) as JinjaMap ?? throw value.Error("needs a dictionary")),
        ["join"] = JinjaListFilters.Join,
        ["last"] = value => JinjaListFilters.Items(value).DefaultIfEmpty(new JinjaUndefined("the last of nothing")).Last(),
        ["length"] = value => Length(value),
        ["list"] = value => JinjaListFilters.Items(value).ToList(),
        ["lower"] = value => Text(value).ToLowerInvariant(),
        ["map"] = JinjaListFilters.Map,
        ["max"] = value => JinjaSorting.Extreme(value, isGreatest: true),
        ["min"] = value => JinjaSorting.Extreme(value, isGreatest: false),
        ["reject"] = value => JinjaListFilters.Select(value, byAttribute: false, keeps: false),
        ["rejectattr"] = value => JinjaListFilters.Select(value, byAttribute: true, keeps: false),
        ["replace"] = value => JinjaStrings.Replaced(Text(value), JinjaText.Of(value.Require(1, "old")), JinjaText.Of(value.Require(2, "new")), value.Whole(3, "count") ?? -1),
        ["reverse"] = value => Of(value) is string text ? string.Concat(JinjaText.Characters(text).Reverse()) : JinjaListFilters.Items(value).Reverse().ToList(),
        ["round"] = value => Rounded(value),
        ["safe"] = Text,
        ["select"] = value => JinjaListFilters.Select(value, byAttribute: false, keeps: true),
        ["selectattr"] = value => JinjaListFilters.Select(value, byAttribute: true, keeps: true),
        ["sort"] = JinjaSorting.Sort,
        ["string"] = Text,
        ["sum"] = JinjaListFilters.Sum,
        ["title"] = value => WordStart().Replace(Text(value).ToLowerInvariant(), match => match.Value.ToUpperInvariant()),
        ["tojson"] = Json,
        ["trim"] = value => JinjaStrings.Trimmed(Text(value), value, atStart: true, atEnd: true, index: 1),
        ["unique"] = JinjaSorting.Unique,
        ["upper"] = value => Text(value).ToUpperInvariant(),
    };

    private static object? Of(JinjaArguments arguments) => arguments.Positional[0];

    private static string Text(JinjaArguments arguments) => JinjaText.Of(Of(arguments));

    private static long Length(JinjaArguments arguments) => Of(arguments) switch
    {
        string text => JinjaText.Length(text),
        JinjaMap map => (long)map.Count,
        var value => JinjaValue.Items(value)?.LongCount() ?? throw arguments.Error($"does not go with {JinjaValue.TypeOf(value)}"),
    };

    private static object? Default(JinjaArguments arguments) =>
        Of(arguments) is JinjaUndefined || arguments.Flag(2, "boolean") && !JinjaValue.IsTrue(Of(arguments)) ? arguments.Get(1, "default_value", "") : Of(arguments);

    private static string Escaped(JinjaArguments arguments) => Text(arguments)
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal).Replace("\"", "&#34;", StringComparison.Ordinal);

    private static double? Parsed(JinjaArguments arguments) => Of(arguments) is string text
        ? double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null
        : JinjaValue.Number(Of(arguments));

    private static object? Integer(JinjaArguments arguments)
    {
        if (Of(arguments) is string text && long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        return JinjaValue.Whole(Of(arguments)) ?? (Parsed(arguments) is { } number && Math.Abs(number) < 1L << 62 ? (long)number : arguments.Get(1, "default", 0L));
    }

    private static double Rounded(JinjaArguments arguments)
    {
        var number = JinjaValue.Number(Of(arguments)) ?? throw arguments.Error("needs a number");
        var digits = (int)Math.Clamp(arguments.Whole(1, "precision") ?? 0, 0, 15);
        var factor = Math.Pow(10, digits);
        return arguments.Text(2, "method", "common") switch
        {
            "ceil" => Math.Ceiling(number * factor) / factor,
            "floor" => Math.Floor(number * factor) / factor,
            _ => Math.Round(number, digits, MidpointRounding.ToEven),
        };
    }

    private static string Indented(JinjaArguments arguments)
    {
        var indent = arguments.Get(1, "width", 4L) as string ?? new string(' ', (int)Math.Clamp(arguments.Whole(1, "width") ?? 4, 0, 1000));
        string[] lines = [.. JinjaStrings.Lines(Text(arguments) + "\n")];
        var isFilled = arguments.Flag(3, "blank");
        var others = lines.Skip(1).Select(line => line.Length > 0 || isFilled ? indent + line : line);
        return (arguments.Flag(2, "first") ? indent : "") + string.Join('\n', lines.Take(1).Concat(others));
    }

    private static string Json(JinjaArguments arguments)
    {
        arguments.Only("value", "ensure_ascii", "indent", "separators", "sort_keys");
        var indent = arguments.Get(2, "indent") switch
        {
            null => null,
            string text => text,
            _ => new string(' ', (int)Math.Clamp(arguments.Whole(2, "indent")!.Value, 0, 1000)),
        };
        var separators = arguments.Get(3, "separators") switch
        {
            null => (indent is null ? ", " : ",", ": "),
            IReadOnlyList<object?> and [string item, string key] => (item, key),
            _ => throw arguments.Error("needs two texts for 'separators'"),
        };
        try
        {
            return new JinjaJson(indent, separators, arguments.Flag(1, "ensure_ascii"), arguments.Flag(4, "sort_keys")).Write(Of(arguments));
        }
        catch (ArgumentException error)
        {
            throw arguments.Error($"fails: {error.Message}");
        }
    }

    [GeneratedRegex(@"(?<=^|[-\s({\[<])[^-\s({\[<]")]
    private static partial Regex WordStart();
}
