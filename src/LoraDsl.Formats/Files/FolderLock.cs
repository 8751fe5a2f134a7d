using System.Text.Json;

namespace LoraDsl.Formats.Files;

/// <summary>
/// A folder that belongs to one process at a time, and in it to one that holds this. The system gives the lock back when its process
/// ends, however it ends.
/// </summary>
/// <remarks>
/// The lock's file stays: were it removed, one process could hold the file that is gone and another the new one of that name. Who holds it
/// stands in a file of its own, since no other process can read one that is locked.
/// </remarks>
public sealed class FolderLock : IDisposable
{
    /// <summary>The lock's file in a folder.</summary>
    public const string FileName = ".lock";

    // What opening a file that is locked says: Windows' ERROR_SHARING_VIOLATION, EAGAIN of Linux and that of BSD and macOS.
    private static readonly int[] HeldByAnother = [unchecked((int)0x80070020), 11, 35];

    private readonly FileStream file;
    private readonly string holderFile;

    private FolderLock(FileStream file, string holderFile) => (this.file, this.holderFile) = (file, holderFile);

    /// <summary>Takes the lock of a folder, which is made when it is missing.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">Another holds it, or it cannot be written; nothing but the lock was touched.</exception>
    public static FolderLock Take(string folder) => Take(folder, Path.Combine(folder, FileName));

    /// <summary>Takes a lock beside a folder, for who removes the folder as a whole or lets another lock it.</summary>
    /// <inheritdoc cref="Take(string)"/>
    public static FolderLock TakeBeside(string folder) =>
        Take(folder, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(folder))!, $".{Path.GetFileName(folder)}{FileName}"));

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(holderFile);
        file.Dispose();
    }

    private static FolderLock Take(string folder, string path)
    {
        var holderFile = path + ".json";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = Open(folder, path, holderFile);
        try
        {
            AtomicFiles.Write(
                Path.GetDirectoryName(holderFile)!,
                (Path.GetFileName(holderFile), stream => JsonSerializer.Serialize(stream, FolderHolder.ThisProcess(), FilesJson.Default.FolderHolder)));
            return new FolderLock(file, holderFile);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static FileStream Open(string folder, string path, string holderFile)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException error) when (Array.IndexOf(HeldByAnother, error.HResult) >= 0)
        {
            throw new IOException($"'{folder}' is in use by {HolderIn(holderFile)}; nothing of it was touched. Wait until that has ended, or take another folder.", error);
        }
    }

    private static string HolderIn(string holderFile)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(holderFile), FilesJson.Default.FolderHolder) is { } holder
                ? holder == FolderHolder.ThisProcess() with { Since = holder.Since } ? $"another run of this process, {holder}" : holder.ToString()
                : "another process";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return "another process";
        }
    }
}
