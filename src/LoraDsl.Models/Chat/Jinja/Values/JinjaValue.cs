using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoraDsl.Models.Chat.Jinja.Values;

/// <summary>
/// Values of templates: <see langword="null"/>, bool, long, double, string, <see cref="List{T}"/>, arrays for tuples, <see cref="JinjaMap"/>, and what templates make
/// themselves. They compare and count as Python's.
/// </summary>
internal static class JinjaValue
{
    /// <summary>Whether a condition takes it for true.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or JinjaUndefined => false,
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        IReadOnlyCollection<object?> items => items.Count > 0,
        JinjaMap map => map.Count > 0,
        _ => true,
    };

    /// <summary>Whether two are equal.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) or (JinjaUndefined, JinjaUndefined) => true,
        (string a, string b) => a == b,
        (object?[] a, object?[] b) => AreEqual((IReadOnlyList<object?>)a, b),
        (List<object?> a, List<object?> b) => AreEqual((IReadOnlyList<object?>)a, b),
        (JinjaMap a, JinjaMap b) => a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var other) && AreEqual(pair.Value, other)),
        _ when Number(left) is { } a && Number(right) is { } b => left is double || right is double ? a == b : Whole(left) == Whole(right),
        _ => ReferenceEquals(left, right),
    };

    /// <summary>The order of two: below 0, 0, or above 0; <see langword="null"/> where they have none.</summary>
    public static int? Compare(object? left, object? right)
    {
        if (left is string a && right is string b)
            return string.CompareOrdinal(a, b);
        if (left is IReadOnlyList<object?> first && right is IReadOnlyList<object?> second)
        {
            foreach (var (one, other) in first.Zip(second))
            {
                if (!AreEqual(one, other))
                    return Compare(one, other);
            }

            return first.Count.CompareTo(second.Count);
        }

        return Number(left) is { } x && Number(right) is { } y ? left is double || right is double ? x.CompareTo(y) : Whole(left)!.Value.CompareTo(Whole(right)!.Value) : null;
    }

    /// <summary>A number's value; truth values are numbers.</summary>
    public static double? Number(object? value) => value is double number ? number : Whole(value);

    /// <summary>A whole number's value.</summary>
    public static long? Whole(object? value) => value switch
    {
        long number => number,
        bool flag => flag ? 1 : 0,
        _ => null,
    };

    /// <summary>What a loop goes through; <see langword="null"/> where there is nothing to go through.</summary>
    public static IEnumerable<object?>? Items(object? value) => value switch
    {
        JinjaUndefined => [],
        IEnumerable<object?> items => items,
        string text => JinjaText.Characters(text),
        JinjaMap map => map.Keys,
        _ => null,
    };

    /// <summary>What Python calls the type, for messages.</summary>
    public static string TypeOf(object? value) => value switch
    {
        null => "None",
        JinjaUndefined undefined => $"'{undefined.Name}', which is not defined",
        bool => "a truth value",
        long or double => "a number",
        string => "a text",
        object?[] => "a tuple",
        JinjaMap => "a dictionary",
        IEnumerable<object?> => "a list",
        _ => "an object",
    };

    /// <summary>JSON as a value.</summary>
    public static object? Of(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => MapOf(map),
        JsonArray list => list.Select(Of).ToList(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when node.ToJsonString() is var text => long.TryParse(text, CultureInfo.InvariantCulture, out var whole) ? (object)whole : double.Parse(text, CultureInfo.InvariantCulture),
            _ => node.GetValue<string>(),
        },
    };

    private static bool AreEqual(IReadOnlyList<object?> left, IReadOnlyList<object?> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => AreEqual(pair.First, pair.Second));

    private static JinjaMap MapOf(JsonObject values)
    {
        var map = new JinjaMap();
        foreach (var (key, value) in values)
            map[key] = Of(value);
        return map;
    }
}
