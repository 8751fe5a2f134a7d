namespace LoraDsl.Tool.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("loradsl-").FullName;

    public string this[string name] => Path.Combine(root, name);

    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
