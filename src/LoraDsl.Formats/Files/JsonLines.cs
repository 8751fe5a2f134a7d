using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LoraDsl.Formats.Files;

/// <summary>
/// A file with a line of JSON for each entry. A line is handed to the system whole before the next is begun, so that after a crash at most
/// the last one is cut short, and reading passes over that.
/// </summary>
/// <typeparam name="T">What a line holds.</typeparam>
public sealed class JsonLines<T> : IDisposable
    where T : class
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly FileStream stream;
    private readonly JsonTypeInfo<T> type;

    private JsonLines(FileStream stream, JsonTypeInfo<T> type, long count)
    {
        this.stream = stream;
        this.type = type;
        Count = count;
    }

    /// <summary>Lines of the file.</summary>
    public long Count { get; private set; }

    /// <summary>Opens a file to append to, for one process at a time; what a crash left of a last line is cut off first.</summary>
    /// <param name="path">The file; it and its folder are made when they are missing.</param>
    /// <param name="type">How an entry is written.</param>
    /// <param name="keep">How many lines to keep of those that are there; all of them when left out.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    internal static JsonLines<T> Append(string path, JsonTypeInfo<T> type, long keep = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
            Directory.CreateDirectory(directory);
        RegularFile.Require(path);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            var (end, count) = EndOfLine(stream, keep);
            stream.SetLength(end);
            stream.Seek(0, SeekOrigin.End);
            return new JsonLines<T>(stream, type, count);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads every entry that is complete in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">How an entry is read.</param>
    /// <param name="what">What an entry is, for the message of a line that is none.</param>
    /// <exception cref="InvalidDataException">A line before the last is no entry.</exception>
    internal static IReadOnlyList<T> Read(string path, JsonTypeInfo<T> type, string what) => [.. Enumerate(path, type, what)];

    /// <summary>Reads one entry after the other, for files that are larger than what is to be kept of them.</summary>
    /// <inheritdoc cref="Read"/>
    internal static IEnumerable<T> Enumerate(string path, JsonTypeInfo<T> type, string what)
    {
        using var stream = RegularFile.OpenRead(path, FileShare.ReadWrite, bufferSize: 0);
        var buffer = new byte[1 << 16];
        var (held, number) = (0, 0);
        // What follows the last line end is empty, or the beginning of a line that a crash cut short.
        for (int read; (read = stream.Read(buffer, held, buffer.Length - held)) > 0;)
        {
            held += read;
            var start = 0;
            for (int length; (length = buffer.AsSpan(start, held - start).IndexOf(LineEnd)) >= 0; start += length + 1)
                yield return Parse(buffer.AsSpan(start, length), ++number, path, type, what);
            held -= start;
            buffer.AsSpan(start, held).CopyTo(buffer);
            if (held == buffer.Length)
                Array.Resize(ref buffer, 2 * held);
        }
    }

    /// <summary>Appends an entry.</summary>
    public void Write(T entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry, type), .. LineEnd]);
        Count++;
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static T Parse(ReadOnlySpan<byte> line, int number, string path, JsonTypeInfo<T> type, string what)
    {
        if (number == 1 && line.StartsWith(ByteOrderMark))
            line = line[ByteOrderMark.Length..];
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw new JsonException("it is null.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"Line {number} of '{path}' is no {what}: {error.Message}", error);
        }
    }

    // The end of the last complete line, of those that are to be kept, and how many there are up to it.
    private static (long End, long Count) EndOfLine(FileStream stream, long keep)
    {
        var (end, count, start) = (0L, 0L, 0L);
        var block = new byte[65_536];
        stream.Position = 0;
        for (var read = stream.Read(block); read > 0 && count < keep; start += read, read = stream.Read(block))
        {
            for (var from = 0; count < keep && block.AsSpan(from, read - from).IndexOf(LineEnd) is >= 0 and var found;)
            {
                from += found + 1;
                end = start + from;
                count++;
            }
        }

        return (end, count);
    }
}
