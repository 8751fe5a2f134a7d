namespace LoraDsl.Training.Host;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class OwnFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("loradsl-wrong-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
