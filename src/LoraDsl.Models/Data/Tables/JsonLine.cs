using System.Text.Json;
using System.Text.Json.Nodes;
using LoraDsl.Formats.Files;

namespace LoraDsl.Models.Data.Tables;

/// <summary>A line of a file of JSON lines.</summary>
/// <param name="Path">The file.</param>
/// <param name="Number">Which line, from 1.</param>
/// <param name="Values">What it has.</param>
internal sealed record JsonLine(string Path, int Number, JsonObject Values)
{
    /// <summary>Reads a file's lines. Empty ones are passed over.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line is no object of JSON.</exception>
    public static IEnumerable<JsonLine> Read(string path)
    {
        var number = 0;
        using var reader = new StreamReader(RegularFile.OpenRead(path));
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return new JsonLine(path, number, Parse(line, path, number));
        }
    }

    /// <summary>A text that is not empty.</summary>
    /// <exception cref="InvalidDataException">There is none under the key.</exception>
    public string Text(string key) => Values[key] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : throw Error(key, "a text");

    /// <summary>An error about a value, with file, line and key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="needed">What would be right.</param>
    public InvalidDataException Error(string key, string needed) =>
        new($"'{Path}', line {Number}, has for {key} the value {Values[key]?.ToJsonString() ?? "null"}: {needed} is needed.");

    private static JsonObject Parse(string line, string path, int number)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject ?? throw new InvalidDataException($"'{path}', line {number}, is no object of JSON.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}', line {number}, is no JSON: {error.Message}", error);
        }
    }
}
