namespace LoraDsl.Ranks;

/// <summary>What fine-tuning changed in one layer.</summary>
/// <param name="Name">Name of the weight in the checkpoints.</param>
/// <param name="Rows">Rows of the weight as a matrix.</param>
/// <param name="Columns">Columns of the weight as a matrix: its dimensions after the first, folded.</param>
/// <param name="Spectrum">The singular values of ΔW.</param>
/// <param name="RelativeChange">‖ΔW‖ / ‖W₀‖ in the Frobenius norm; infinite where W₀ is zero and ΔW is not.</param>
public sealed record LayerChange(string Name, long Rows, long Columns, SingularSpectrum Spectrum, double RelativeChange)
{
    /// <summary>The least rank that holds nine tenths of the sum of the singular values.</summary>
    public int Rank90 => Spectrum.RankHolding(0.9);

    /// <summary>
    /// The rank that an adapter of this layer is recommended to have: its share of the budget, or its effective rank where there was
    /// none to share.
    /// </summary>
    public int RecommendedRank { get; internal init; }
}
