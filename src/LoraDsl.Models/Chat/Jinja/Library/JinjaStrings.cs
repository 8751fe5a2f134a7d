using System.Text;
using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Library;

/// <summary>The methods that texts have in Python.</summary>
internal static class JinjaStrings
{
    /// <summary>The methods by name.</summary>
    public static IReadOnlyDictionary<string, Func<string, JinjaArguments, object?>> Methods { get; } = new Dictionary<string, Func<string, JinjaArguments, object?>>(StringComparer.Ordinal)
    {
        ["strip"] = (text, arguments) => Trimmed(text, arguments, atStart: true, atEnd: true),
        ["lstrip"] = (text, arguments) => Trimmed(text, arguments, atStart: true, atEnd: false),
        ["rstrip"] = (text, arguments) => Trimmed(text, arguments, atStart: false, atEnd: true),
        ["upper"] = (text, _) => text.ToUpperInvariant(),
        ["lower"] = (text, _) => text.ToLowerInvariant(),
        ["title"] = (text, _) => Titled(text),
        ["capitalize"] = (text, _) => Capitalized(text),
        ["startswith"] = (text, arguments) => Any(arguments, part => text.StartsWith(part, StringComparison.Ordinal)),
        ["endswith"] = (text, arguments) => Any(arguments, part => text.EndsWith(part, StringComparison.Ordinal)),
        ["removeprefix"] = (text, arguments) => arguments.Text(0, "prefix") is var part && text.StartsWith(part, StringComparison.Ordinal) ? text[part.Length..] : text,
        ["removesuffix"] = (text, arguments) => arguments.Text(0, "suffix") is var part && part.Length > 0 && text.EndsWith(part, StringComparison.Ordinal) ? text[..^part.Length] : text,
        ["replace"] = (text, arguments) => Replaced(text, arguments.Text(0, "old"), arguments.Text(1, "new"), arguments.Whole(2, "count") ?? -1),
        ["split"] = (text, arguments) => Split(text, arguments, fromEnd: false),
        ["rsplit"] = (text, arguments) => Split(text, arguments, fromEnd: true),
        ["splitlines"] = (text, arguments) => Lines(text, arguments.Flag(0, "keepends")).ToList<object?>(),
        ["join"] = (text, arguments) => string.Join(text, (JinjaValue.Items(arguments.Require(0, "items")) ?? throw arguments.Error("needs a list")).Select(item => item as string ?? throw arguments.Error("joins texts alone"))),
        ["find"] = (text, arguments) => Place(text, text.IndexOf(arguments.Text(0, "part"), StringComparison.Ordinal)),
        ["rfind"] = (text, arguments) => Place(text, text.LastIndexOf(arguments.Text(0, "part"), StringComparison.Ordinal)),
        ["count"] = (text, arguments) => arguments.Text(0, "part") is { Length: > 0 } part ? (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / (long)part.Length : JinjaText.Length(text) + 1,
        ["isdigit"] = (text, _) => text.Length > 0 && text.All(char.IsDigit),
        ["isalpha"] = (text, _) => text.Length > 0 && text.All(char.IsLetter),
        ["isalnum"] = (text, _) => text.Length > 0 && text.All(char.IsLetterOrDigit),
        ["isspace"] = (text, _) => text.Length > 0 && text.All(char.IsWhiteSpace),
        ["isupper"] = (text, _) => text.Any(char.IsUpper) && !text.Any(char.IsLower),
        ["islower"] = (text, _) => text.Any(char.IsLower) && !text.Any(char.IsUpper),
    };

    /// <summary>The first letter a capital, the others small.</summary>
    public static string Capitalized(string text) => text.Length == 0 ? "" : text[..1].ToUpperInvariant() + text[1..].ToLowerInvariant();

    /// <summary>A text's parts replaced from the left, so many at most; below 0 all.</summary>
    public static string Replaced(string text, string old, string now, long count)
    {
        if (count < 0)
            return old.Length > 0 ? text.Replace(old, now, StringComparison.Ordinal) : now + string.Concat(JinjaText.Characters(text).Select(each => each + now));
        var replaced = new StringBuilder();
        var place = 0;
        for (; count > 0 && old.Length > 0 && text.IndexOf(old, place, StringComparison.Ordinal) is >= 0 and var found; count--)
        {
            replaced.Append(text, place, found - place).Append(now);
            place = found + old.Length;
        }

        return replaced.Append(text, place, text.Length - place).ToString();
    }

    /// <summary>A text's lines; a line end at the end begins none.</summary>
    public static IEnumerable<string> Lines(string text, bool keepsEnds = false)
    {
        for (var place = 0; place < text.Length;)
        {
            var end = text.AsSpan(place).IndexOfAny('\n', '\r');
            var (length, ends) = end < 0 ? (text.Length - place, 0) : (end, text.AsSpan(place + end).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1);
            yield return text.Substring(place, keepsEnds ? length + ends : length);
            place += length + ends;
        }
    }

    /// <summary>A text without blanks, or without the characters of a set, at its ends.</summary>
    public static string Trimmed(string text, JinjaArguments arguments, bool atStart, bool atEnd, int index = 0)
    {
        var set = arguments.Get(index, "chars") is null ? null : arguments.Text(index, "chars").ToCharArray();
        var cut = atStart ? text.TrimStart(set) : text;
        return atEnd ? cut.TrimEnd(set) : cut;
    }

    private static string Titled(string text)
    {
        var (titled, isWithin) = (new StringBuilder(text.Length), false);
        foreach (var each in text)
        {
            titled.Append(isWithin ? char.ToLowerInvariant(each) : char.ToUpperInvariant(each));
            isWithin = char.IsLetter(each);
        }

        return titled.ToString();
    }

    private static bool Any(JinjaArguments arguments, Func<string, bool> has) => arguments.Require(0, "part") switch
    {
        string part => has(part),
        object?[] parts => parts.OfType<string>().Any(has),
        _ => throw arguments.Error("needs a text or a tuple of them"),
    };

    private static long Place(string text, int found) => found <= 0 ? found : JinjaText.Length(text[..found]);

    private static List<object?> Split(string text, JinjaArguments arguments, bool fromEnd)
    {
        var most = arguments.Whole(1, "maxsplit") is { } given and >= 0 and < int.MaxValue ? (int)given : int.MaxValue - 1;
        if (arguments.Get(0, "sep") is null)
            return fromEnd && most < int.MaxValue - 1 ? throw arguments.Error("with a limit needs what it splits at") : [.. Words(text, most)];
        var separator = arguments.Text(0, "sep");
        if (separator.Length == 0)
            throw arguments.Error("cannot split at an empty text");
        if (!fromEnd)
            return [.. text.Split(separator, most + 1)];
        var parts = text.Split(separator);
        var whole = Math.Max(0, parts.Length - 1 - most);
        return [string.Join(separator, parts[..(whole + 1)]), .. parts[(whole + 1)..]];
    }

    private static IEnumerable<string> Words(string text, int most)
    {
        var rest = text.TrimStart();
        for (; rest.Length > 0; most--)
        {
            var end = most == 0 ? -1 : rest.AsSpan().IndexOfAny([.. rest.Where(char.IsWhiteSpace).Distinct()]);
            yield return end < 0 ? most == 0 ? rest.TrimEnd() : rest : rest[..end];
            rest = end < 0 ? "" : rest[end..].TrimStart();
        }
    }
}
