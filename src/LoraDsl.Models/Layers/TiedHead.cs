namespace LoraDsl.Models.Layers;

/// <summary>The names of a head whose weight is the embedding's.</summary>
internal static class TiedHead
{
    private const string Head = "lm_head.weight";

    /// <summary>No name is another's.</summary>
    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    /// <summary>The head's name and the embedding's, where it is tied.</summary>
    public static IReadOnlyDictionary<string, string> NamesOf(bool isTied, string embedding) =>
        isTied ? new Dictionary<string, string> { [Head] = embedding } : None;
}
