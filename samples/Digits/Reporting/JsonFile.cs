using System.Text.Json;

namespace Digits.Reporting;

/// <summary>Writes the table's rows for programs to read.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Writes beside the file and renames: there is the old content or the new, never a part.</summary>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(string path, IReadOnlyList<MethodResult> rows)
    {
        var target = Path.GetFullPath(path);
        var temporary = $"{target}.{Guid.NewGuid():n}.tmp";
        try
        {
            File.WriteAllText(temporary, JsonSerializer.Serialize(rows, Layout) + "\n");
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
