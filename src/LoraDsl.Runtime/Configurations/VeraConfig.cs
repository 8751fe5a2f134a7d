namespace LoraDsl;

/// <summary>VeRA (Kopiczko et al., arXiv 2310.11454) of a model that only the run knows, with the options of PEFT's <c>VeraConfig</c>.</summary>
public sealed record VeraConfig : AdapterConfig
{
    /// <summary>The rank of the random projections, at least 1. Default 256.</summary>
    public int Rank { get; init; } = 256;

    /// <summary>What each value of λ_d starts with. Default 0.1.</summary>
    public double DInitial { get; init; } = 0.1;

    /// <summary>Probability in [0, 1) of dropping an element of an adapter's input in training.</summary>
    public double Dropout { get; init; }

    /// <summary>The seed of the random projections, PEFT's <c>projection_prng_key</c>.</summary>
    public int Seed { get; init; }

    /// <summary>Whether files hold the projections, or only their seed.</summary>
    public bool SaveProjection { get; init; } = true;
}
