using System.Text.Json.Serialization.Metadata;

namespace LoraDsl.Formats.Files;

/// <summary>A kind of file with a line of JSON for each entry.</summary>
/// <typeparam name="T">What a line holds.</typeparam>
/// <param name="type">How an entry is written and read.</param>
/// <param name="what">What an entry is, for the message of a line that is none.</param>
public sealed class JsonLinesFormat<T>(JsonTypeInfo<T> type, string what)
    where T : class
{
    /// <summary>Opens a file to append to, for one process at a time; what a crash left of a last line is cut off first.</summary>
    /// <param name="path">The file; it and its folder are made when they are missing.</param>
    /// <param name="keep">How many lines to keep of those that are there; a training that goes on from a checkpoint writes the others again.</param>
    /// <exception cref="IOException">The file cannot be opened, or another process writes to it.</exception>
    public JsonLines<T> Append(string path, long keep = long.MaxValue) => JsonLines<T>.Append(path, type, keep);

    /// <summary>Reads every entry that is complete in a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A line before the last is no entry.</exception>
    public IReadOnlyList<T> Read(string path) => JsonLines<T>.Read(path, type, what);

    /// <summary>Reads one entry after the other, for files that are larger than what is to be kept of them.</summary>
    /// <inheritdoc cref="Read"/>
    public IEnumerable<T> Enumerate(string path) => JsonLines<T>.Enumerate(path, type, what);
}
