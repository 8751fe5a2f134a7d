using System.Text.Json;
using System.Text.RegularExpressions;
using LoraDsl.Adapters;

namespace LoraDsl.Checkpoints;

/// <summary>Describes a model's adapters as PEFT does.</summary>
internal static class PeftConfigBuilder
{
    /// <summary>The configuration of the adapters.</summary>
    /// <param name="set">The model's adapters.</param>
    /// <param name="saved">Those of rank above 0.</param>
    public static PeftConfig Describe(AdapterSet set, IReadOnlyList<(string Path, LayerAdapter Adapter)> saved)
    {
        // PEFT's rank-stabilised switch is for all layers: where only some are, α is converted instead, α·√r/r = α/√r.
        var stabilized = saved.All(entry => entry.Adapter.RankStabilized);
        double AlphaOf(LayerAdapter adapter) =>
            adapter.RankStabilized && !stabilized ? adapter.Alpha * Math.Sqrt(adapter.CurrentRank) : adapter.Alpha;

        var ranks = saved.Select(entry => (entry.Path, Value: entry.Adapter.CurrentRank)).ToList();
        var alphas = saved.Select(entry => (entry.Path, Value: AlphaOf(entry.Adapter))).ToList();
        var masked = saved.Where(entry => entry.Adapter is LorsAdapter).Select(entry => entry.Path).ToArray();
        var usualRank = MostFrequent(ranks.Select(entry => entry.Value));
        var usualAlpha = MostFrequent(alphas.Select(entry => entry.Value));
        return new PeftConfig
        {
            R = usualRank,
            LoraAlpha = usualAlpha,
            LoraDropout = MostFrequent(saved.Select(entry => entry.Adapter.Dropout)),
            UseRankStabilized = stabilized,
            TargetModules = Targets(set, [.. saved.Select(entry => entry.Path)]),
            RankPattern = PeftPattern.Entries(ranks, usualRank),
            AlphaPattern = PeftPattern.Entries(alphas, usualAlpha),
            LorsModules = masked.Length > 0 ? masked : null,
        };
    }

    private static T MostFrequent<T>(IEnumerable<T> values)
        where T : notnull =>
        values.CountBy(value => value).MaxBy(entry => entry.Value).Key;

    private static JsonElement Targets(AdapterSet set, string[] paths)
    {
        // In a list a name also catches every deeper layer that ends with it; where there is one, only an expression is exact.
        var known = paths.ToHashSet(StringComparer.Ordinal);
        var ambiguous = set.Model.named_modules().Any(
            entry => !known.Contains(entry.name) && paths.Any(path => entry.name.EndsWith("." + path, StringComparison.Ordinal)));
        return ambiguous
            ? JsonSerializer.SerializeToElement($"({string.Join('|', paths.Select(Regex.Escape))})", PeftJson.Default.String)
            : JsonSerializer.SerializeToElement(paths, PeftJson.Default.StringArray);
    }
}
