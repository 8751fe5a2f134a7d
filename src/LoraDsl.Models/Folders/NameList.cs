namespace LoraDsl.Models.Folders;

/// <summary>Names for a message.</summary>
internal static class NameList
{
    private const int Most = 20;

    /// <summary>The names with commas, cut where they are too many to be read.</summary>
    public static string Of(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(Most)) + (names.Count > Most ? $" and {names.Count - Most} more" : "");

    /// <summary>A shape.</summary>
    public static string Shape(ReadOnlySpan<long> shape) => $"({string.Join(", ", shape.ToArray())})";
}
