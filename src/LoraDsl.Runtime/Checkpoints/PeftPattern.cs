using System.Text.RegularExpressions;

namespace LoraDsl.Checkpoints;

/// <summary>PEFT's <c>rank_pattern</c> and <c>alpha_pattern</c>: values for layers whose path ends with a key, a regular expression.</summary>
internal static class PeftPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The value of the first key that matches the path, or the default.</summary>
    public static double ValueFor(string path, IReadOnlyDictionary<string, double>? pattern, double otherwise)
    {
        foreach (var (key, value) in pattern ?? new Dictionary<string, double>())
        {
            if (Regex.IsMatch(path, $@"^(.*\.)?({key})$", RegexOptions.CultureInvariant, Patience))
                return value;
        }

        return otherwise;
    }

    /// <summary>
    /// The entries that a pattern needs: the layers that differ from the default, and those that one of their keys would catch as
    /// well, longest path first because the first match counts.
    /// </summary>
    public static Dictionary<string, T> Entries<T>(IReadOnlyList<(string Path, T Value)> layers, T usual)
        where T : IEquatable<T>
    {
        var differing = layers.Where(layer => !layer.Value.Equals(usual)).Select(layer => layer.Path).ToList();
        return layers
            .Where(layer => differing.Exists(path => layer.Path == path || layer.Path.EndsWith("." + path, StringComparison.Ordinal)))
            .OrderByDescending(layer => layer.Path.Length)
            .ToDictionary(layer => layer.Path, layer => layer.Value);
    }
}
