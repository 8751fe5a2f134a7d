using System.Text.Json;
using System.Text.Json.Nodes;
using LoraDsl.Formats.Files;

namespace LoraDsl.Models.Configuration;

/// <summary>
/// A model's <c>config.json</c>, as Hugging Face writes it: values by key, each checked when it is asked for. What is not asked for is kept, and
/// written back with the model.
/// </summary>
public sealed class ModelConfig
{
    /// <summary>The file's name in a folder.</summary>
    public const string FileName = "config.json";

    private readonly JsonObject values;
    private readonly string prefix;

    /// <summary>Takes values that are in memory.</summary>
    /// <param name="values">The configuration's keys and values.</param>
    /// <param name="source">Where they are from, for messages.</param>
    public ModelConfig(JsonObject values, string source = FileName)
        : this(AsRead(values), source, "")
    {
    }

    private ModelConfig(JsonObject values, string source, string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        (this.values, Source, this.prefix) = (values, source, prefix);
    }

    /// <summary>Where the values are from.</summary>
    public string Source { get; }

    /// <summary>The architecture's name, such as <c>bert</c>.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public string ModelType => Text("model_type");

    /// <summary>Reads a folder's configuration.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="FileNotFoundException">It has no <c>config.json</c>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no object of JSON.</exception>
    public static ModelConfig Read(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new FileNotFoundException($"'{folder}' is no folder of a model: it has no {FileName}.", path);
        return new ModelConfig(JsonFile.ReadObject(path, "configuration of a model"), path);
    }

    /// <summary>Reads a configuration from a text of JSON.</summary>
    /// <inheritdoc cref="Read"/>
    /// <param name="json">The text.</param>
    public static ModelConfig Parse(string json) => new(
        JsonNode.Parse(json) as JsonObject ?? throw new InvalidDataException("A configuration is an object of JSON, { … }."));

    /// <summary>The same configuration with some keys of other values.</summary>
    /// <param name="changes">Keys and their values; a <see langword="null"/> takes a key out.</param>
    public ModelConfig With(params IReadOnlyList<(string Key, JsonNode? Value)> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var copy = values.DeepClone().AsObject();
        foreach (var (key, value) in changes)
        {
            copy.Remove(key);
            if (value is not null)
                copy.Add(key, value);
        }

        return new ModelConfig(AsRead(copy), Source, prefix);
    }

    /// <summary>Whether there is a value other than <see langword="null"/>.</summary>
    /// <param name="key">The key.</param>
    public bool Has(string key) => values[key] is not null;

    /// <summary>Whether there is the key, of whatever value.</summary>
    /// <param name="key">The key.</param>
    public bool Contains(string key) => values.ContainsKey(key);

    /// <summary>A whole number of at least 1.</summary>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">What it is where the key is missing or null; without it, the key has to be there.</param>
    /// <exception cref="InvalidDataException">There is no such value.</exception>
    public long Size(string key, long? otherwise = null) => Value(
        key, otherwise, "a whole number above 0", node => Whole(node) is > 0 and var size ? size : null);

    /// <summary>A whole number.</summary>
    /// <inheritdoc cref="Size"/>
    public long WholeNumber(string key, long? otherwise = null) => Value(key, otherwise, "a whole number", Whole);

    /// <summary>A finite number.</summary>
    /// <inheritdoc cref="Size"/>
    public double Number(string key, double? otherwise = null) => Value(
        key, otherwise, "a number", node => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var number) && double.IsFinite(number) ? number : null);

    /// <summary>True or false.</summary>
    /// <inheritdoc cref="Size"/>
    public bool Flag(string key, bool? otherwise = null) => Value<bool>(
        key, otherwise, "true or false", node => node.GetValueKind() switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null });

    /// <summary>A text.</summary>
    /// <inheritdoc cref="Size"/>
    public string Text(string key, string? otherwise = null)
    {
        if (values[key] is not { } node)
            return otherwise ?? throw Missing(key, "a text");
        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Error(key, "a text");
    }

    /// <summary>A whole number or a list of them, as <c>eos_token_id</c> has it; none where the key is missing.</summary>
    /// <inheritdoc cref="Size"/>
    public IReadOnlyList<long> WholeNumbers(string key)
    {
        if (values[key] is not { } node)
            return [];
        List<long?> numbers = node is JsonArray list ? [.. list.Select(item => item is null ? null : Whole(item))] : [Whole(node)];
        return numbers.TrueForAll(number => number is not null) ? [.. numbers.Select(number => number!.Value)] : throw Error(key, "a whole number or a list of them");
    }

    /// <summary>A list of texts; none where the key is missing.</summary>
    /// <inheritdoc cref="Size"/>
    public IReadOnlyList<string> Texts(string key)
    {
        if (values[key] is not { } node)
            return [];
        return node is JsonArray list && list.All(item => item?.GetValueKind() == JsonValueKind.String)
            ? [.. list.Select(item => item!.GetValue<string>())]
            : throw Error(key, "a list of texts");
    }

    /// <summary>A part of the configuration, such as <c>rope_scaling</c>; <see langword="null"/> where the key is missing or null.</summary>
    /// <inheritdoc cref="Size"/>
    public ModelConfig? Part(string key) => values[key] switch
    {
        null => null,
        JsonObject part => new ModelConfig(part, Source, $"{prefix}{key}."),
        _ => throw Error(key, "an object, { … }"),
    };

    /// <summary>How many keys a part has; <see langword="null"/> where the key is missing or null.</summary>
    /// <inheritdoc cref="Size"/>
    public int? CountOf(string key) => Part(key)?.values.Count;

    /// <summary>An error about a value, with file, key and value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="needed">What would be right.</param>
    public InvalidDataException Error(string key, string needed) =>
        new($"'{Source}' has for {prefix}{key} the value {values[key]?.ToJsonString() ?? "null"}: {needed} is needed.");

    /// <summary>Writes the configuration.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        values.WriteTo(json);
    }

    private T Value<T>(string key, T? otherwise, string needed, Func<JsonNode, T?> read)
        where T : struct
    {
        if (values[key] is not { } node)
            return otherwise ?? throw Missing(key, needed);
        return read(node) ?? throw Error(key, needed);
    }

    private InvalidDataException Missing(string key, string needed) =>
        new($"'{Source}' has no {prefix}{key}: {needed} is needed.");

    // Numbers that C# made are of its types alone, 3 no long; those that were read are of any that fits.
    private static JsonObject AsRead(JsonObject values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return JsonNode.Parse(values.ToJsonString())!.AsObject();
    }

    // Python writes 4.0 now and then.
    private static long? Whole(JsonNode node) =>
        node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number ? null
        : value.TryGetValue<long>(out var whole) ? whole
        : value.TryGetValue<double>(out var number) && number == Math.Floor(number) && Math.Abs(number) < 1L << 53 ? (long)number
        : null;
}
