using LoraDsl.Runs;

namespace LoraDsl.Monitoring;

/// <summary>
/// A file of metrics with a line of JSON for each step. A line is handed to the system whole before the next is begun, so that after a
/// crash at most the last one is cut short, and reading passes over that.
/// </summary>
public sealed class MetricsFile : IDisposable
{
    private readonly JsonLines<TrainingMoment> lines;

    private MetricsFile(JsonLines<TrainingMoment> lines)
    {
        this.lines = lines;
    }

    /// <summary>Opens a file to append to, for one process at a time; what a crash left of a last line is cut off first.</summary>
    /// <param name="path">The file; it and its folder are made when they are missing.</param>
    /// <param name="keep">How many steps to keep of those that are there; a training that goes on from a checkpoint writes the others again.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static MetricsFile Append(string path, long keep = long.MaxValue) =>
        new(JsonLines<TrainingMoment>.Append(path, MetricsJson.Default.TrainingMoment, keep));

    /// <summary>Steps in the file.</summary>
    public long Count => lines.Count;

    /// <summary>Reads every step that is complete in the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A line before the last is no step of a training.</exception>
    public static IReadOnlyList<TrainingMoment> Read(string path) =>
        JsonLines<TrainingMoment>.Read(path, MetricsJson.Default.TrainingMoment, "step of a training");

    /// <summary>Appends a step.</summary>
    /// <param name="moment">The step.</param>
    public void Write(TrainingMoment moment) => lines.Write(moment);

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();
}
