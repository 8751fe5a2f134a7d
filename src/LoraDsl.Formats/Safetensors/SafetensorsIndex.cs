using System.Text.Json;
using System.Text.Json.Nodes;
using LoraDsl.Formats.Files;

namespace LoraDsl.Formats.Safetensors;

/// <summary>Which file of a checkpoint in several files (shards) has which tensor, as Hugging Face writes it beside them.</summary>
public static class SafetensorsIndex
{
    private const string MapKey = "weight_map";

    /// <summary>Reads an index.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file name of each tensor.</returns>
    /// <exception cref="IOException">The file cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">It is no index; the message has the file, the key and the value.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        var index = JsonFile.ReadObject(path, "index of a checkpoint");
        if (index[MapKey] is not JsonObject map)
            throw new InvalidDataException($"'{path}' has no \"{MapKey}\" that is an object: it is no index of a checkpoint.");
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (tensor, node) in map)
        {
            var file = node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
            if (string.IsNullOrEmpty(file) || file != Path.GetFileName(file))
                throw new InvalidDataException($"'{path}' gives '{tensor}' in \"{MapKey}\" the value {node?.ToJsonString() ?? "null"}: the name of a file beside it is needed.");
            files.Add(tensor, file);
        }

        return files;
    }

    /// <summary>Writes an index.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="files">The file name of each tensor.</param>
    /// <param name="totalBytes">Bytes of all tensors together.</param>
    public static void Write(Stream stream, IReadOnlyDictionary<string, string> files, long totalBytes)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteNumber("total_size", totalBytes);
        json.WriteEndObject();
        json.WriteStartObject(MapKey);
        foreach (var (tensor, file) in files.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            json.WriteString(tensor, file);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
