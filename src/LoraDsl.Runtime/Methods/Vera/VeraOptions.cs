namespace LoraDsl.Methods;

/// <summary>VeRA, as <c>[Vera(256)]</c> has it.</summary>
/// <param name="Rank">The rank of the random projections, at least 1.</param>
public sealed record VeraOptions(int Rank)
{
    /// <summary>What each value of λ_d starts with.</summary>
    public double DInitial { get; init; } = 0.1;

    /// <summary>Probability in [0, 1) of dropping an element of the adapter's input in training.</summary>
    public double Dropout { get; init; }

    /// <summary>The seed of the random projections, PEFT's <c>projection_prng_key</c>.</summary>
    public int Seed { get; init; }

    /// <summary>Whether files hold the projections, or only their seed.</summary>
    public bool SaveProjection { get; init; } = true;
}
