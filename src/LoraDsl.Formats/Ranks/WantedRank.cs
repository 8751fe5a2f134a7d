using static System.FormattableString;

namespace LoraDsl.Ranks;

/// <summary>The rank that complexity and type ask for, before limits.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Rank">The rank, within the bounds.</param>
/// <param name="Least">What it cannot go below.</param>
/// <param name="Formula">How it came about.</param>
internal readonly record struct WantedRank(ArchitectureLayer Layer, int Rank, int Least, string Formula)
{
    /// <summary>Trainable values of one rank.</summary>
    public long Cost => Layer.In + Layer.Out;

    /// <summary>The rank that a layer should have.</summary>
    public static WantedRank Of(ArchitectureLayer layer, RankRecommendationOptions options)
    {
        var (rank, multiplier) = options.Complexity switch
        {
            TaskComplexity.Simple => (4, 1.0),
            TaskComplexity.Medium => (8, 1.5),
            _ => (16, 2.0),
        };
        var factor = FactorOf(layer.Type);
        var asked = rank * multiplier * factor;
        var full = (int)Math.Min(int.MaxValue, Math.Min(layer.In, layer.Out));
        var (least, greatest) = (Math.Min(options.MinRank, full), Math.Min(options.MaxRank, full));
        var rounded = (int)Math.Round(asked, MidpointRounding.AwayFromZero);
        var bounded = Math.Clamp(rounded, least, greatest);
        var bound = bounded == rounded ? ""
            : bounded > rounded ? Invariant($", at least {least}")
            : greatest == full ? Invariant($", but the layer has {full} ranks")
            : Invariant($", at most {greatest}");
        return new WantedRank(layer, bounded, least, Invariant($"{rank} × {multiplier:0.0} × {factor:0.0} = {asked:0.##}{bound}"));
    }

    /// <summary>The explanation of the rank that was given.</summary>
    public string Why(int given, RankLimit limit) =>
        given == Rank ? Formula : Invariant($"{Formula}; {Rank} lowered to {given} by the limit of {(limit == RankLimit.Memory ? "memory" : "computing")}");

    private static double FactorOf(LayerType type) => type switch
    {
        LayerType.Query or LayerType.Value => 1.2,
        LayerType.AttentionOutput => 0.8,
        LayerType.Intermediate => 1.5,
        _ => 1.0,
    };
}
