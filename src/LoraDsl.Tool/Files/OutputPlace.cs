namespace LoraDsl.Tool.Files;

/// <summary>Where a command writes: beside the place first, and then in it, so that nothing half-written is ever there.</summary>
internal static class OutputPlace
{
    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">Something stands there already.</exception>
    public static void WriteFile(string path, Action<Stream> write)
    {
        Require(path);
        var temporary = Beside(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes a folder.</summary>
    /// <exception cref="IOException">Something stands there already.</exception>
    public static void WriteFolder(string path, Action<string> write)
    {
        Require(path);
        var temporary = Beside(path);
        Directory.CreateDirectory(temporary);
        try
        {
            write(temporary);
            Directory.Move(temporary, path);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }

    private static void Require(string path)
    {
        if (Path.Exists(path))
            throw new IOException($"'{path}' exists already: name another place, or remove it first.");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
    }

    private static string Beside(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Guid.NewGuid():n}.tmp");
    }
}
