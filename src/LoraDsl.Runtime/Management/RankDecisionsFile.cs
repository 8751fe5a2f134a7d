using LoraDsl.Runs;

namespace LoraDsl.Management;

/// <summary>
/// A file of decisions with a line of JSON for each. A line is handed to the system whole before the next is begun, so that after a crash
/// at most the last one is cut short, and reading passes over that.
/// </summary>
public sealed class RankDecisionsFile : IDisposable
{
    private readonly JsonLines<RankDecision> lines;

    private RankDecisionsFile(JsonLines<RankDecision> lines)
    {
        this.lines = lines;
    }

    /// <summary>Opens a file to append to; what a crash left of a last line is cut off first.</summary>
    /// <param name="path">The file, such as <see cref="RunFolder.DecisionsFile"/>; it and its folder are made when they are missing.</param>
    /// <exception cref="IOException">The file cannot be opened, or another run writes to it.</exception>
    public static RankDecisionsFile Append(string path) => new(JsonLines<RankDecision>.Append(path, RunJson.Default.RankDecision));

    /// <summary>Reads every decision that is complete in the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A line before the last is no decision.</exception>
    public static IReadOnlyList<RankDecision> Read(string path) =>
        JsonLines<RankDecision>.Read(path, RunJson.Default.RankDecision, "decision about a rank");

    /// <summary>Appends a decision.</summary>
    /// <param name="decision">The decision.</param>
    public void Write(RankDecision decision) => lines.Write(decision);

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();
}
