namespace LoraDsl.Ranks;

/// <summary>How many components hold the energy of a matrix.</summary>
public static class EffectiveRank
{
    /// <summary>The least k with Σ_{i≤k} σᵢ² ≥ share · Σ σᵢ²; 0 for a matrix of zeros.</summary>
    /// <param name="singularValues">Singular values, in any order.</param>
    /// <param name="share">Share of the energy, in (0, 1].</param>
    public static int Of(IReadOnlyList<double> singularValues, double share)
    {
        double[] energies = [.. singularValues.Select(value => value * value).OrderDescending()];
        var total = energies.Sum();
        var (count, held) = (0, 0.0);
        while (count < energies.Length && held < share * total)
            held += energies[count++];
        return count;
    }

    /// <summary>The Frobenius norm.</summary>
    public static double Norm(IReadOnlyList<double> singularValues) => Math.Sqrt(singularValues.Sum(value => value * value));

    /// <summary>Throws unless every value is finite and not negative.</summary>
    /// <exception cref="ArgumentException">A value is not.</exception>
    public static void RequireSingularValues(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            if (!double.IsFinite(value) || value < 0)
                throw new ArgumentException(FormattableString.Invariant($"{value} is not a singular value: they are finite and not negative."), nameof(values));
        }
    }
}
