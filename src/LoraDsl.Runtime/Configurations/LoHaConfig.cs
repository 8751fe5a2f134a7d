namespace LoraDsl;

/// <summary>LoHa (Hyeon-Woo et al., arXiv 2108.06098) of a model that only the run knows, with the options of PEFT's <c>LoHaConfig</c>.</summary>
public sealed record LoHaConfig : AdapterConfig
{
    /// <summary>The rank, at least 1. Default 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>α of the scaling s = α/rank; left out, s is 1 at every rank.</summary>
    public double? Alpha { get; init; }

    /// <summary>Other ranks for some modules: a key is a regular expression that matches a path, or its end after a dot.</summary>
    public IReadOnlyDictionary<string, int> RankPattern { get; init; } = new Dictionary<string, int>();

    /// <summary>Another α for some modules, by keys as in <see cref="RankPattern"/>.</summary>
    public IReadOnlyDictionary<string, double> AlphaPattern { get; init; } = new Dictionary<string, double>();

    /// <summary>Probability in [0, 1) with which a row of ΔW is dropped in a training pass.</summary>
    public double RankDropout { get; init; }

    /// <summary>Probability in [0, 1) with which a training pass runs a layer without its adapter.</summary>
    public double ModuleDropout { get; init; }

    /// <summary>Whether convolutions larger than 1×1 are factorized by kernel, channels in and channels out.</summary>
    public bool UseEffectiveConv2d { get; init; }
}
