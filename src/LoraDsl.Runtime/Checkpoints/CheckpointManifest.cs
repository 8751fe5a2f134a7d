namespace LoraDsl.Checkpoints;

/// <summary>What a checkpoint's folder has to contain: <c>checkpoint.json</c>, written last.</summary>
/// <param name="Format">The version of the layout.</param>
/// <param name="Step">The steps that were done.</param>
/// <param name="Files">Its files by name.</param>
internal sealed record CheckpointManifest(int Format, long Step, IReadOnlyDictionary<string, CheckpointFile> Files)
{
    /// <summary>The layout that this version writes and reads.</summary>
    public const int CurrentFormat = 2;
}
