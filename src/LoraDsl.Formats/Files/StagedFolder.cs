namespace LoraDsl.Formats.Files;

/// <summary>
/// A folder that is written beside its place and renamed into it when it is complete: under its name stands the old one or the new one,
/// never a part. Between two renames neither is in place; <see cref="Standing"/> finds the old one all the same, and
/// <see cref="Sweep"/> puts it back after a crash.
/// </summary>
public sealed class StagedFolder : IDisposable
{
    private const string Unfinished = ".tmp";
    private const string Replaced = ".old";
    private const string Gone = ".gone";

    private readonly string target;

    /// <summary>Makes the folder that is to be filled.</summary>
    /// <param name="target">Where it will stand.</param>
    public StagedFolder(string target)
    {
        this.target = System.IO.Path.GetFullPath(target);
        Path = Beside(this.target, Unfinished);
        Directory.CreateDirectory(Path);
    }

    /// <summary>The folder to fill.</summary>
    public string Path { get; }

    /// <summary>Writes a folder as a whole.</summary>
    /// <param name="target">Where it is to stand; what stands there is replaced.</param>
    /// <param name="write">Fills it.</param>
    public static void Write(string target, Action<string> write)
    {
        using var staged = new StagedFolder(target);
        write(staged.Path);
        staged.Commit();
    }

    /// <summary>Removes a folder, so that it is never seen half empty.</summary>
    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        var gone = Beside(System.IO.Path.GetFullPath(folder), Gone);
        Directory.Move(folder, gone);
        Directory.Delete(gone, recursive: true);
    }

    /// <summary>The folders that stand under a parent, by name; one that a crash caught between two renames is where it was put.</summary>
    /// <param name="parent">The folder that they stand in.</param>
    public static IEnumerable<(string Name, string Path)> Standing(string parent)
    {
        foreach (var folder in Directory.GetDirectories(parent))
        {
            if (PlaceOf(folder) is not var (place, end))
                yield return (System.IO.Path.GetFileName(folder), folder);
            else if (end == Replaced && !Directory.Exists(place))
                yield return (System.IO.Path.GetFileName(place), folder);
        }
    }

    /// <summary>Clears away what a crash left beside folders. Only who writes them may: what another is writing looks the same.</summary>
    /// <param name="parent">The folder that they stand in.</param>
    public static void Sweep(string parent)
    {
        if (!Directory.Exists(parent))
            return;
        foreach (var folder in Directory.GetDirectories(parent, ".*"))
        {
            if (PlaceOf(folder) is not var (place, end))
                continue;
            if (end == Replaced && !Directory.Exists(place))
                Directory.Move(folder, place);
            else
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Puts the folder into its place.</summary>
    public void Commit()
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(Path, target);
            return;
        }

        var old = Beside(target, Replaced);
        Directory.Move(target, old);
        Directory.Move(Path, target);
        Directory.Delete(old, recursive: true);
    }

    /// <summary>Removes what was not put into its place.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    /// <summary>Of a folder beside another, that other's path and what it is to it; none of any other folder.</summary>
    private static (string Place, string End)? PlaceOf(string folder)
    {
        var name = System.IO.Path.GetFileName(folder);
        var end = System.IO.Path.GetExtension(name);
        return end is Unfinished or Replaced or Gone && name.Split('.') is ["", _, .., var id, _] parts && Guid.TryParseExact(id, "n", out _)
            ? (System.IO.Path.Combine(System.IO.Path.GetDirectoryName(folder)!, string.Join('.', parts[1..^2])), end)
            : null;
    }

    private static string Beside(string target, string end) => System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(target)!, $".{System.IO.Path.GetFileName(target)}.{Guid.NewGuid():n}{end}");
}
