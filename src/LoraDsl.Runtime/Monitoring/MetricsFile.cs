using System.Text.Json;

namespace LoraDsl.Monitoring;

/// <summary>
/// A file of metrics with a line of JSON for each step. A line is handed to the system whole before the next is begun, so that after a
/// crash at most the last one is cut short, and reading passes over that.
/// </summary>
public sealed class MetricsFile : IDisposable
{
    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    private readonly FileStream stream;

    private MetricsFile(FileStream stream)
    {
        this.stream = stream;
    }

    /// <summary>Opens a file to append to; what a crash left of a last line is cut off first.</summary>
    /// <param name="path">The file; it and its folder are made when they are missing.</param>
    /// <exception cref="IOException">The file cannot be opened, or another run writes to it.</exception>
    public static MetricsFile Append(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory)
            Directory.CreateDirectory(directory);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            stream.SetLength(EndOfLastLine(stream));
            stream.Seek(0, SeekOrigin.End);
            return new MetricsFile(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads every step that is complete in the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A line before the last is no step of a training.</exception>
    public static IReadOnlyList<TrainingMoment> Read(string path)
    {
        var steps = new List<TrainingMoment>();
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n');

        // What follows the last line end is empty, or the beginning of a line that a crash cut short.
        for (var index = 0; index < lines.Length - 1; index++)
            steps.Add(Parse(lines[index], path, index + 1));
        return steps;
    }

    /// <summary>Appends a step.</summary>
    /// <param name="moment">The step.</param>
    public void Write(TrainingMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(moment, MetricsJson.Default.TrainingMoment), .. LineEnd]);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static TrainingMoment Parse(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, MetricsJson.Default.TrainingMoment)
                ?? throw new JsonException("it is null.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"Line {number} of '{path}' is no step of a training: {error.Message}", error);
        }
    }

    private static long EndOfLastLine(FileStream stream)
    {
        var block = new byte[4096];
        for (var end = stream.Length; end > 0;)
        {
            var start = Math.Max(0, end - block.Length);
            var part = block.AsSpan(0, (int)(end - start));
            stream.Position = start;
            stream.ReadExactly(part);
            var found = part.LastIndexOf(LineEnd);
            if (found >= 0)
                return start + found + 1;
            end = start;
        }

        return 0;
    }
}
