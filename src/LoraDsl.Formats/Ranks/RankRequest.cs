namespace LoraDsl.Ranks;

/// <summary>An adapter that asks for a share of a budget.</summary>
/// <param name="Path">The adapter's path in the model.</param>
/// <param name="Score">Its importance, finite and ≥ 0.</param>
/// <param name="MinRank">Least rank that it may get.</param>
/// <param name="MaxRank">Greatest rank that it may get.</param>
/// <param name="ParametersPerRank">Trainable values that one rank brings, in + out.</param>
public sealed record RankRequest(string Path, double Score, int MinRank, int MaxRank, long ParametersPerRank = 1)
{
    /// <summary>
    /// Scores of the single components that the adapter could have, for allocations that rank components of all adapters together
    /// (explained variances, triplets of AdaLoRA); in any order, finite and ≥ 0.
    /// </summary>
    public IReadOnlyList<double>? ComponentScores { get; init; }

    /// <summary>Ranks that it may get above its least.</summary>
    internal int Room => MaxRank - MinRank;
}
