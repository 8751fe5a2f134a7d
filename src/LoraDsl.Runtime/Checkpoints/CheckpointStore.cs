using System.Globalization;
using LoraDsl.Formats.Files;
using LoraDsl.Limits;
using LoraDsl.State;
using static System.FormattableString;

namespace LoraDsl.Checkpoints;

/// <summary>
/// The last checkpoints of a training, a folder each. One is written beside its place, brought to the disk and renamed; older ones are
/// removed only when it stands. Each says how long its files are and what their hashes are, so that a damaged one is recognised.
/// One process at a time writes checkpoints; any may read them meanwhile.
/// </summary>
/// <param name="folder">Where they are; made with the first.</param>
/// <param name="keep">How many of the last are kept; at least 1.</param>
public sealed class CheckpointStore(string folder, int keep = 3)
{
    private const string Prefix = "step-";

    private readonly string folder = Path.GetFullPath(folder);
    private readonly int keep = OptionGuard.AtLeast(1, keep, nameof(keep));

    /// <summary>The checkpoints' folders, the oldest first, whether they can be read or not.</summary>
    public IReadOnlyList<string> Folders => [.. Found().Select(found => found.Path)];

    /// <summary>Writes a checkpoint and removes those that are too many, and what a crash left beside them.</summary>
    /// <param name="step">The steps that were done; a checkpoint of the same number is replaced.</param>
    /// <param name="state">The training's state.</param>
    /// <returns>The checkpoint's folder.</returns>
    public string Write(long step, SavedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        Directory.CreateDirectory(folder);
        StagedFolder.Sweep(folder);
        var place = Path.Combine(folder, Invariant($"{Prefix}{step:d10}"));
        StagedFolder.Write(place, staged => CheckpointFolder.Write(staged, step, state));

        // One that could not be read may stand at a later step: it is left until it is replaced.
        var standing = Found().Where(found => found.Step <= step).ToList();
        foreach (var (_, old) in standing.SkipLast(keep))
            StagedFolder.Remove(old);
        return place;
    }

    /// <summary>Reads the newest checkpoint that is complete, and changes nothing: another process may be writing checkpoints.</summary>
    /// <param name="note">Told of those that are passed over.</param>
    /// <returns>Its number of steps and its state, which the caller frees; <see langword="null"/> when there is no checkpoint at all.</returns>
    /// <exception cref="InvalidDataException">There are checkpoints, but none of them can be read.</exception>
    public (long Step, SavedState State)? ReadNewest(Action<string>? note = null)
    {
        var found = Found();
        foreach (var (step, path) in found.Reverse())
        {
            try
            {
                return (step, CheckpointFolder.Read(path));
            }
            catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                note?.Invoke($"The checkpoint '{path}' cannot be read and is passed over: {error.Message}");
            }
        }

        return found.Count == 0
            ? null
            : throw new InvalidDataException($"None of the {found.Count} checkpoints in '{folder}' can be read: begin the run anew, or bring back a copy of one.");
    }

    private IReadOnlyList<(long Step, string Path)> Found() => !Directory.Exists(folder) ? [] :
    [
        .. from entry in StagedFolder.Standing(folder)
           where entry.Name.StartsWith(Prefix, StringComparison.Ordinal)
           let number = entry.Name[Prefix.Length..]
           where long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
           orderby long.Parse(number, CultureInfo.InvariantCulture)
           select (long.Parse(number, CultureInfo.InvariantCulture), entry.Path),
    ];
}
