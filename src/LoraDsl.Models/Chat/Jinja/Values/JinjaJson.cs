using System.Globalization;
using System.Text;

namespace LoraDsl.Models.Chat.Jinja.Values;

/// <summary>Writes values as Python's <c>json.dumps</c>, which is what transformers' <c>tojson</c> calls.</summary>
/// <param name="indent">What a level is set in by; <see langword="null"/> for one line.</param>
/// <param name="separators">What stands between items, and behind a key.</param>
/// <param name="ascii">Whether characters outside of ASCII are escaped.</param>
/// <param name="sorted">Whether keys are sorted.</param>
internal sealed class JinjaJson(string? indent, (string Item, string Key) separators, bool ascii, bool sorted)
{
    private readonly StringBuilder json = new();

    /// <summary>Writes a value.</summary>
    /// <exception cref="ArgumentException">It is none that JSON has.</exception>
    public string Write(object? value)
    {
        Add(value, "\n");
        return json.ToString();
    }

    private void Add(object? value, string line)
    {
        switch (value)
        {
            case null:
                json.Append("null");
                break;
            case bool flag:
                json.Append(flag ? "true" : "false");
                break;
            case long or double:
                json.Append(JinjaText.Shown(value));
                break;
            case string text:
                AddText(text);
                break;
            case JinjaMap map:
                AddAll<KeyValuePair<string, object?>>('{', '}', sorted ? map.OrderBy(pair => pair.Key, StringComparer.Ordinal) : map, line, pair =>
                {
                    AddText(pair.Key);
                    json.Append(separators.Key);
                    Add(pair.Value, line + indent);
                });
                break;
            case IEnumerable<object?> items:
                AddAll('[', ']', items, line, item => Add(item, line + indent));
                break;
            default:
                throw new ArgumentException($"{JinjaValue.TypeOf(value)} is nothing that JSON has");
        }
    }

    private void AddAll<T>(char begin, char end, IEnumerable<T> items, string line, Action<T> add)
    {
        json.Append(begin);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
                json.Append(separators.Item);
            if (indent is not null)
                json.Append(line).Append(indent);
            add(item);
            isFirst = false;
        }

        if (indent is not null && !isFirst)
            json.Append(line);
        json.Append(end);
    }

    private void AddText(string text)
    {
        json.Append('"');
        foreach (var each in text)
        {
            _ = each switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append(@"\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                _ when each < ' ' || ascii && each > '~' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)each:x4}"),
                _ => json.Append(each),
            };
        }

        json.Append('"');
    }
}
