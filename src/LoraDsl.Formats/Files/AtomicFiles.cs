namespace LoraDsl.Formats.Files;

/// <summary>Writes files beside their place and renames them into it when all are complete.</summary>
public static class AtomicFiles
{
    /// <summary>Writes one text.</summary>
    /// <param name="path">The file; its folder is made when it is missing.</param>
    /// <param name="text">What it is to hold.</param>
    public static void WriteText(string path, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        Write(Path.GetDirectoryName(full)!, (Path.GetFileName(full), stream => WriteText(stream, text)));
    }

    /// <summary>Writes a text into a stream that stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="text">The text.</param>
    public static void WriteText(Stream stream, string text)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    }

    /// <summary>Writes the files; on an error none of those that stood there before has changed.</summary>
    /// <param name="directory">The folder, made when it is missing.</param>
    /// <param name="files">Names and what writes them; renamed in this order.</param>
    public static void Write(string directory, params IReadOnlyList<(string Name, Action<Stream> Write)> files)
    {
        Directory.CreateDirectory(directory);
        var written = new List<(string Temporary, string Final)>();
        try
        {
            foreach (var (name, write) in files)
            {
                var temporary = Path.Combine(directory, $".{name}.{Guid.NewGuid():n}.tmp");
                written.Add((temporary, Path.Combine(directory, name)));
                using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            foreach (var (temporary, final) in written)
                File.Move(temporary, final, overwrite: true);
        }
        finally
        {
            foreach (var (temporary, _) in written)
                File.Delete(temporary);
        }
    }
}
