namespace LoraDsl.Importance;

/// <summary>What full fine-tuning changed in one weight.</summary>
/// <param name="Path">The layer's path in the model.</param>
/// <param name="SingularValues">All singular values of ΔW = W₁ − W₀ as a matrix, the greatest first.</param>
public sealed record WeightChange(string Path, IReadOnlyList<double> SingularValues)
{
    private const double RelativeThreshold = 0.01;
    private const double Part = 0.9;

    /// <summary>How many singular values are above 0.01·σ₁; 0 when nothing changed.</summary>
    public int EffectiveRank => SingularValues.Count(value => value > RelativeThreshold * SingularValues[0]);

    /// <summary>The least k whose first k singular values make up 0.9 of the sum of all; 0 when nothing changed.</summary>
    public int Rank90
    {
        get
        {
            // A sum that is 0.9 of the total but for rounding counts as that.
            var wanted = Part * SingularValues.Sum() * (1 - 1e-12);
            var (rank, sum) = (0, 0.0);
            while (sum < wanted)
                sum += SingularValues[rank++];
            return rank;
        }
    }

    /// <summary>Effective rank · ln(1 + σ₁).</summary>
    public double Score => EffectiveRank == 0 ? 0 : EffectiveRank * Math.Log(1 + SingularValues[0]);
}
