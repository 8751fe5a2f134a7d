using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace LoraDsl.Formats.Files;

/// <summary>Reads files that are one value of JSON. They may begin with a byte-order mark, as editors of Windows write them.</summary>
public static class JsonFile
{
    private static readonly JsonDocumentOptions Unambiguous = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a value.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">How the value is read.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="IOException">The file cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">It does not hold the value.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> type, string what)
        where T : class =>
        Read(path, what, stream => JsonSerializer.Deserialize(stream, type));

    /// <summary>Reads an object as it stands, which may have no key twice.</summary>
    /// <inheritdoc cref="Read{T}(string, JsonTypeInfo{T}, string)"/>
    public static JsonObject ReadObject(string path, string what) => Read(path, what, stream => JsonNode.Parse(stream, documentOptions: Unambiguous) as JsonObject);

    private static T Read<T>(string path, string what, Func<Stream, T?> read)
        where T : class
    {
        using var stream = RegularFile.OpenRead(path);
        LfsPointer.Refuse(stream);
        try
        {
            return read(stream) ?? throw new InvalidDataException($"'{path}' is no {what}: it holds another kind of value.");
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new InvalidDataException($"'{path}' is no {what}: {error.Message}", error);
        }
    }
}
