namespace LoraDsl;

/// <summary>Paths in a message: the first few of them, quoted.</summary>
internal static class PathText
{
    private const int Shown = 5;

    public static string Of(IEnumerable<string> paths)
    {
        string[] all = [.. paths.Select(path => $"'{path}'")];
        return all.Length == 0 ? "none" : string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? $" and {all.Length - Shown} more" : "");
    }
}
