namespace LoraDsl.Limits;

/// <summary>
/// Which numbers an option can have. Linked into the runtime as source: constants of an attribute and values that only the run knows
/// get the same verdict.
/// </summary>
internal static class OptionLimits
{
    /// <summary>The least α. Below it s·B·A is lost in the rounding of single precision.</summary>
    public const double LeastAlpha = 1e-6;

    /// <summary>The greatest α. Above it the first steps of training overflow single precision.</summary>
    public const double GreatestAlpha = 1e6;

    public static bool IsRank(int rank) => rank >= 1;

    public static bool IsBudget(int budget) => budget >= 1;

    public static bool IsAlpha(double alpha) => alpha is >= LeastAlpha and <= GreatestAlpha;

    /// <summary>The greatest ratio of B's learning rate to A's, and one over the least.</summary>
    public const double GreatestRatio = 1e6;

    public static bool IsLearningRateRatio(double ratio) => ratio is >= 1 / GreatestRatio and <= GreatestRatio;

    public static bool IsDropout(double dropout) => dropout is >= 0 and < 1;

    /// <summary>Whether LoKr can split sizes by a factor: −1 splits near the root.</summary>
    public static bool IsDecomposeFactor(int factor) => factor is -1 or >= 1;

    /// <summary>Whether VeRA's λ_d can start with a value: from 0 no gradient would reach λ_b.</summary>
    public static bool IsDInitial(double value) => value != 0 && value is > -GreatestAlpha and < GreatestAlpha;

    /// <summary>Whether a least rank of an adaptive adapter can be that: 0 lets the adapter vanish.</summary>
    public static bool IsLeastRank(int minRank) => minRank >= 0;

    /// <summary>Whether the bounds of an adaptive rank leave room for one.</summary>
    public static bool AreBounds(int minRank, int? maxRank) => IsLeastRank(minRank) && (maxRank is not { } greatest || (IsRank(greatest) && greatest >= minRank));

    /// <summary>Whether AdaLoRA can start with a rank.</summary>
    public static bool IsInitialRank(int initialRank, int minRank, int? maxRank) =>
        IsRank(initialRank) && initialRank >= minRank && !(maxRank < initialRank);

    /// <summary>Whether the bounds of DyLoRA's range are in order.</summary>
    public static bool IsRange(int minRank, int maxRank) => IsRank(minRank) && minRank <= maxRank;
}
