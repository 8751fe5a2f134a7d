using LoraDsl.Limits;

namespace LoraDsl.Ranks;

/// <summary>The singular values of a matrix, greatest first, and what they say about its rank.</summary>
public sealed class SingularSpectrum
{
    private const double RelativeThreshold = 0.01;

    /// <summary>The spectrum of singular values that are known.</summary>
    /// <param name="values">The values, greatest first; at least one.</param>
    public SingularSpectrum(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
    }

    /// <summary>The singular values σ₁ ≥ σ₂ ≥ …, min(rows, columns) of them.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The greatest singular value, σ₁.</summary>
    public double SpectralNorm => Values[0];

    /// <summary>√Σσᵢ².</summary>
    public double FrobeniusNorm => Math.Sqrt(Values.Sum(value => value * value));

    /// <summary>How many singular values are above 0.01·σ₁; 0 of a matrix of zeros.</summary>
    public int EffectiveRank => Values.Count(value => value > RelativeThreshold * SpectralNorm);

    /// <summary>The effective rank times ln(1 + σ₁): wide and large changes score high.</summary>
    public double Score => EffectiveRank * Math.Log(1 + SpectralNorm);

    /// <summary>The least k for which the first k singular values hold a share of the sum of all: rank₉₀ for 0.9.</summary>
    /// <param name="share">The share, in (0, 1].</param>
    /// <returns>The rank; 0 of a matrix of zeros.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside (0, 1].</exception>
    public int RankHolding(double share)
    {
        OptionGuard.ShareAboveZero(share, nameof(share));

        // A sum that is the share but for rounding counts as that.
        var wanted = share * Values.Sum() * (1 - 1e-12);
        var held = 0.0;
        for (var rank = 0; rank < Values.Count; rank++)
        {
            if (held >= wanted)
                return rank;
            held += Values[rank];
        }

        return Values.Count;
    }
}
