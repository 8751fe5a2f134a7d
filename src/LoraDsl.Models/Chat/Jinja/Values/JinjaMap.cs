namespace LoraDsl.Models.Chat.Jinja.Values;

/// <summary>A dictionary of Python's, in order. Keys are texts, as JSON has them.</summary>
internal sealed class JinjaMap : OrderedDictionary<string, object?>
{
    /// <summary>An empty one.</summary>
    public JinjaMap()
        : base(StringComparer.Ordinal)
    {
    }
}
