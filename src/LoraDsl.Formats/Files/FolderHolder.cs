namespace LoraDsl.Formats.Files;

/// <summary>Who holds a <see cref="FolderLock"/>.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Machine">Where it runs: a folder may be shared by several.</param>
/// <param name="Since">When it took the lock.</param>
internal sealed record FolderHolder(int ProcessId, string Machine, DateTimeOffset Since)
{
    /// <summary>This process, from now on.</summary>
    public static FolderHolder ThisProcess() => new(Environment.ProcessId, Environment.MachineName, DateTimeOffset.Now);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"process {ProcessId} on {Machine} since {Since:yyyy-MM-dd HH:mm:ss zzz}");
}
