namespace LoraDsl.Analysis;

/// <summary>What an adapter of a rank costs and can express.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="InFeatures">Columns of its weight as a matrix.</param>
/// <param name="OutFeatures">Rows of its weight as a matrix.</param>
/// <param name="Rank">The adapter's rank r.</param>
public sealed record LayerCapacity(string Layer, long InFeatures, long OutFeatures, int Rank)
{
    /// <summary>Trainable values: r·(in + out).</summary>
    public long Parameters => Rank * (InFeatures + OutFeatures);

    /// <summary>How many times fewer that is than the weight has: in·out / (r·(in + out)); infinite at rank 0.</summary>
    public double Compression => (double)InFeatures * OutFeatures / Parameters;

    /// <summary>The greatest rank that s·B·A can have: min(r, in, out).</summary>
    public long Capacity => Math.Min(Rank, Math.Min(InFeatures, OutFeatures));

    /// <summary>
    /// The least that forward and backward can cost beside the frozen layer's: 1 + 1.5·r·(1/in + 1/out), counted in multiplications.
    /// </summary>
    public double CostRatio => 1 + (1.5 * Rank * ((1.0 / InFeatures) + (1.0 / OutFeatures)));
}
