namespace LoraDsl.Models.Data.Tables;

/// <summary>The columns that are asked for among those of a file.</summary>
internal static class Columns
{
    /// <summary>The place of each.</summary>
    /// <exception cref="InvalidDataException">The file lacks some.</exception>
    public static int[] Places(string path, IReadOnlyList<string> wanted, IReadOnlyList<string> known)
    {
        string[] missing = [.. wanted.Except(known, StringComparer.Ordinal)];
        if (missing.Length > 0)
            throw new InvalidDataException($"'{path}' has no column {string.Join(" and no column ", missing)}: it has {string.Join(", ", known)}.");
        return [.. wanted.Select(name => known.Index().First(column => column.Item == name).Index)];
    }
}
