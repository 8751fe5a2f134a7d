namespace LoraDsl.Models.Layers;

/// <summary>The names of a head whose weight is the embedding's.</summary>
internal static class TiedHead
{
    private const string Head = "lm_head.weight";

    private static readonly Dictionary<string, string> None = [];

    /// <summary>The head's name and the embedding's, where it is tied.</summary>
    public static IReadOnlyDictionary<string, string> NamesOf(bool isTied, string embedding) =>
        isTied ? new Dictionary<string, string> { [Head] = embedding } : None;
}
