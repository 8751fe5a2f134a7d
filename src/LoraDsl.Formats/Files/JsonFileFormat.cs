using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LoraDsl.Formats.Files;

/// <summary>A kind of file that is one value of JSON.</summary>
/// <typeparam name="T">What the file holds.</typeparam>
/// <param name="type">How it is written and read.</param>
/// <param name="what">What it is, for the message of a file that is none.</param>
public sealed class JsonFileFormat<T>(JsonTypeInfo<T> type, string what)
    where T : class
{
    /// <summary>Reads a file; it may begin with a byte-order mark.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">It does not hold such a value.</exception>
    public T Read(string path) => JsonFile.Read(path, type, what);

    /// <summary>Writes a file: beside its place first, then in it.</summary>
    /// <param name="path">The file; its folder is made when it is missing.</param>
    /// <param name="value">What it is to hold.</param>
    public void Write(string path, T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var full = Path.GetFullPath(path);
        AtomicFiles.Write(Path.GetDirectoryName(full)!, (Path.GetFileName(full), stream => JsonSerializer.Serialize(stream, value, type)));
    }
}
