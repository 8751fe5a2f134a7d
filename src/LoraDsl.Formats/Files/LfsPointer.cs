namespace LoraDsl.Formats.Files;

/// <summary>The small text that Git leaves in the place of a large file until that is fetched.</summary>
internal static class LfsPointer
{
    private static ReadOnlySpan<byte> Beginning => "version https://git-lfs"u8;

    /// <summary>Throws where a file is one; else the file is at its beginning again.</summary>
    /// <param name="stream">The file, at its beginning.</param>
    /// <exception cref="InvalidDataException">It is one.</exception>
    public static void Refuse(FileStream stream)
    {
        Span<byte> read = stackalloc byte[Beginning.Length];
        var length = stream.ReadAtLeast(read, read.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        if (read[..length].SequenceEqual(Beginning))
            throw new InvalidDataException($"'{stream.Name}' is not the file itself but what Git LFS leaves in its place: fetch it by git lfs pull.");
    }
}
