using LoraDsl.Formats.Peft;

namespace LoraDsl.Configurations;

/// <summary>The ranks and the α of a configuration's layers; patterns that match none of them are warned of.</summary>
internal sealed class LayerRanks
{
    private readonly int rank;
    private readonly double? alpha;
    private readonly PatternLookup ranks;
    private readonly PatternLookup alphas;

    public LayerRanks(
        string source,
        int rank,
        double? alpha,
        IReadOnlyDictionary<string, int> rankPattern,
        IReadOnlyDictionary<string, double> alphaPattern,
        IReadOnlyCollection<string> paths)
    {
        (this.rank, this.alpha) = (rank, alpha);
        ranks = new PatternLookup(rankPattern.ToDictionary(entry => entry.Key, entry => (double)entry.Value), source, nameof(LoraConfig.RankPattern));
        alphas = new PatternLookup(alphaPattern.ToDictionary(), source, nameof(LoraConfig.AlphaPattern));
        foreach (var warning in ranks.Unmatched(paths).Concat(alphas.Unmatched(paths)))
            LoraWarnings.Handler?.Invoke(warning);
    }

    /// <summary>The rank of a layer.</summary>
    public int RankOf(string path) => (int)ranks.ValueFor(path, rank);

    /// <summary>The α of a layer, or <see langword="null"/> where the scaling is 1.</summary>
    public double? AlphaOf(string path) => alphas.Find(path) ?? alpha;
}
