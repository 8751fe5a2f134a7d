using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoraDsl.Formats.Peft;

/// <summary>
/// The values of a configuration, each read as what it has to be. Null stands for a value that is not given; whole numbers may be written
/// with a fraction of zero, and numbers as text. What is wrong is named with file, key and value.
/// </summary>
/// <param name="json">The configuration.</param>
/// <param name="file">Its file, for messages.</param>
internal sealed class ConfigValues(JsonObject json, string file)
{
    private const int LongestText = 80;

    /// <summary>Every key that was asked for.</summary>
    public HashSet<string> Read { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a text is given.</summary>
    public bool IsText(string key) => Of(key)?.GetValueKind() == JsonValueKind.String;

    /// <summary>A text.</summary>
    public string? Text(string key) => Of(key) switch
    {
        null => null,
        { } value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        { } value => throw Wrong(key, value, "a text"),
    };

    /// <summary>True or false.</summary>
    public bool? Flag(string key) => Of(key) switch
    {
        null => null,
        { } value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        { } value => throw Wrong(key, value, "true or false"),
    };

    /// <summary>A number.</summary>
    public double? Number(string key) => Of(key) is { } value ? NumberOf(key, value) : null;

    /// <summary>A whole number.</summary>
    public int? Whole(string key) => Of(key) is { } value ? WholeOf(key, value) : null;

    /// <summary>A list of texts, or one alone.</summary>
    public IReadOnlyList<string> Texts(string key) => [.. Items(key).Select(value =>
        value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : throw Wrong(key, value, "a list of texts"))];

    /// <summary>A list of whole numbers, or one alone.</summary>
    public IReadOnlyList<int> Wholes(string key) => [.. Items(key).Select(value => WholeOf(key, value))];

    /// <summary>A list of names, or an expression.</summary>
    public ModuleNames? Modules(string key) => Of(key) switch
    {
        null => null,
        JsonArray => ModuleNames.Of(Texts(key)),
        { } value when value.GetValueKind() == JsonValueKind.String => ModuleNames.OfExpression(value.GetValue<string>()),
        { } value => throw Wrong(key, value, "a list of texts, or a text"),
    };

    /// <summary>An object whose values are read one by one.</summary>
    public IReadOnlyDictionary<string, T>? Map<T>(string key, Func<string, JsonNode?, T> read) => Of(key) switch
    {
        null => null,
        JsonObject entries => entries.ToDictionary(entry => entry.Key, entry => read($"{key}.{entry.Key}", entry.Value), StringComparer.Ordinal),
        { } value => throw Wrong(key, value, "an object, { … }"),
    };

    /// <summary>A number among others.</summary>
    public double NumberOf(string key, JsonNode? value) =>
        value is JsonValue single && TryNumber(single) is { } number && double.IsFinite(number) ? number : throw Wrong(key, value, "a finite number");

    /// <summary>A whole number among others.</summary>
    public int WholeOf(string key, JsonNode? value) =>
        value is JsonValue single && TryNumber(single) is { } number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : throw Wrong(key, value, "a whole number");

    /// <summary>A list of flags among others.</summary>
    public IReadOnlyList<bool> FlagsOf(string key, JsonNode? value) => value is JsonArray items
        ? [.. items.Select(item => item?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? item.GetValue<bool>() : throw Wrong(key, value, "a list of true and false"))]
        : throw Wrong(key, value, "a list of true and false");

    /// <summary>The error of a value.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The value.</param>
    /// <param name="wanted">What it has to be.</param>
    public InvalidDataException Wrong(string key, JsonNode? value, string wanted) =>
        new($"{new ConfigPlace(file, key)} is {Shown(value)}, and has to be {wanted}.");

    /// <summary>A value as messages show it.</summary>
    public static string Shown(JsonNode? value)
    {
        var text = value?.ToJsonString() ?? "null";
        return text.Length <= LongestText ? text : $"{text[..LongestText]}…";
    }

    private static double? TryNumber(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => value.GetValue<double>(),
        JsonValueKind.String when double.TryParse(value.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private JsonNode? Of(string key)
    {
        Read.Add(key);
        return json[key];
    }

    private IReadOnlyList<JsonNode?> Items(string key)
    {
        var value = Of(key);
        if (value is JsonArray items)
            return [.. items];
        return value is null ? [] : [value];
    }
}
