namespace LoraDsl.Formats.Peft;

/// <summary>PEFT's <c>rank_pattern</c> and <c>alpha_pattern</c>: values for layers whose path ends with a key.</summary>
public static class PeftPattern
{
    /// <summary>
    /// The entries that a pattern needs: the layers that differ from the default, and those that one of their keys would catch as
    /// well, longest path first because the first match counts.
    /// </summary>
    public static Dictionary<string, T> Entries<T>(IReadOnlyList<(string Path, T Value)> layers, T usual)
        where T : IEquatable<T>
    {
        var differing = layers.Where(layer => !layer.Value.Equals(usual)).Select(layer => layer.Path).ToHashSet(StringComparer.Ordinal);
        return layers
            .Where(layer => PathEnds.Of(layer.Path).Any(differing.Contains))
            .OrderByDescending(layer => layer.Path.Length)
            .ToDictionary(layer => layer.Path, layer => layer.Value);
    }
}
