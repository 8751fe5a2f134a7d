namespace LoraDsl.Formats.Files;

/// <summary>
/// Opens files for reading. Only regular ones, links followed: a pipe would wait for a writer that never comes, and a device may never end.
/// </summary>
public static class RegularFile
{
    /// <summary>Opens a file.</summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <param name="share">What others may do with it meanwhile.</param>
    /// <param name="bufferSize">Bytes that are read ahead; 0 for none.</param>
    /// <exception cref="IOException">There is no such file, it cannot be read, or what stands there is no regular file.</exception>
    public static FileStream OpenRead(string path, FileShare share = FileShare.Read, int bufferSize = 4096)
    {
        Require(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, share, bufferSize);
    }

    /// <summary>Reads a text; a byte-order mark is passed over.</summary>
    /// <inheritdoc cref="OpenRead"/>
    public static string ReadText(string path)
    {
        using var reader = new StreamReader(OpenRead(path));
        return reader.ReadToEnd();
    }

    /// <summary>Throws where something stands that is no regular file. A missing file is left to the code that opens it.</summary>
    /// <exception cref="IOException">What stands there is no regular file.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder, and a file is needed: name a file in it.");
        if (FileKinds.Of(path) is { } kind && kind != FileKinds.Regular)
            throw new IOException($"'{path}' is {kind}, and only regular files are read: copy what it gives into a file and name that.");
    }
}
