using LoraDsl.Models.Chat.Jinja.Values;

namespace LoraDsl.Models.Chat.Jinja.Library;

/// <summary>What is behind a dot or in brackets.</summary>
internal static class JinjaMembers
{
    /// <summary>A method of a value; <see langword="null"/> where it has none of that name.</summary>
    public static JinjaFunction? MethodOf(object? owner, string name) => owner switch
    {
        string text when JinjaStrings.Methods.TryGetValue(name, out var method) => new JinjaFunction(name, arguments => method(text, arguments)),
        JinjaMap map when OfMap(map, name) is { } method => new JinjaFunction(name, method),
        IReadOnlyList<object?> list when OfList(list, name) is { } method => new JinjaFunction(name, method),
        _ => null,
    };

    /// <summary>The value under a key; undefined where there is none.</summary>
    /// <exception cref="JinjaError">The owner is undefined itself.</exception>
    public static object? ValueOf(object? owner, object? key, int line) => (owner, key) switch
    {
        (JinjaUndefined undefined, _) => throw new JinjaError(line, $"'{undefined.Name}' is not defined, and its {JinjaText.Shown(key)} is asked for"),
        (JinjaMap map, string name) when map.TryGetValue(name, out var value) => value,
        (JinjaNamespace space, string name) when space.Values.TryGetValue(name, out var value) => value,
        (JinjaLoop loop, string name) => loop[name],
        (IReadOnlyList<object?> list, long index) when At(index, list.Count) is { } place => list[place],
        (string text, long index) when JinjaText.Characters(text).ToList() is var characters && At(index, characters.Count) is { } place => characters[place],
        _ => new JinjaUndefined(JinjaText.Of(key)),
    };

    private static int? At(long index, int count) => index >= 0 && index < count ? (int)index : index < 0 && index >= -count ? (int)(index + count) : null;

    private static Func<JinjaArguments, object?>? OfMap(JinjaMap map, string name) => name switch
    {
        "items" => _ => Pairs(map),
        "keys" => _ => map.Keys.ToList<object?>(),
        "values" => _ => map.Values.ToList(),
        "get" => arguments => arguments.Require(0, "key") is string key && map.TryGetValue(key, out var value) ? value : arguments.Get(1, "default"),
        "copy" => _ => Copy(map),
        _ => null,
    };

    private static Func<JinjaArguments, object?>? OfList(IReadOnlyList<object?> list, string name) => name switch
    {
        "index" => arguments => list.Index().Where(each => JinjaValue.AreEqual(each.Item, arguments.Require(0, "value"))).Select(each => (long?)each.Index).FirstOrDefault()
            ?? throw arguments.Error("finds nothing"),
        "count" => arguments => (long)list.Count(each => JinjaValue.AreEqual(each, arguments.Require(0, "value"))),
        "append" or "extend" or "insert" or "pop" or "remove" or "clear" or "sort" or "reverse" =>
            arguments => throw arguments.Error("would change a list, which templates may not: they join lists by +"),
        _ => null,
    };

    /// <summary>A dictionary's keys and values, in pairs.</summary>
    public static List<object?> Pairs(JinjaMap map) => [.. map.Select(pair => (object?)new[] { pair.Key, pair.Value })];

    private static JinjaMap Copy(JinjaMap map)
    {
        var copy = new JinjaMap();
        foreach (var (key, value) in map)
            copy[key] = value;
        return copy;
    }
}
