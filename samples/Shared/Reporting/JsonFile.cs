using System.Text.Json;

namespace Shared.Reporting;

/// <summary>Writes results for programs to read.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Writes beside the file and renames: there is the old content or the new, never a part.</summary>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="content">What is written; names become snake case.</param>
    public static void Write<T>(string path, T content)
    {
        var target = Path.GetFullPath(path);
        var temporary = $"{target}.{Guid.NewGuid():n}.tmp";
        try
        {
            File.WriteAllText(temporary, JsonSerializer.Serialize(content, Layout) + "\n");
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
