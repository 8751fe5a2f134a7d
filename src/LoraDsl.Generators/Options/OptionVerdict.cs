using System.Globalization;

namespace LoraDsl.Limits;

/// <summary>What is wrong with the options of a method, in a sentence; <see langword="null"/> when nothing is. The first fault is named.</summary>
internal static class OptionVerdict
{
    /// <summary>LoRA of a fixed rank.</summary>
    public static string? Lora(int rank, double? alpha, double dropout) => Rank(rank) ?? Alpha(alpha) ?? Dropout(dropout);

    /// <summary>LoRA of a rank that is measured.</summary>
    public static string? Adaptive(int minRank, int? maxRank, double? alpha, double dropout) =>
        Bounds(minRank, maxRank) ?? Alpha(alpha) ?? Dropout(dropout);

    /// <summary>AdaLoRA.</summary>
    public static string? AdaLora(int initialRank, int minRank, int? maxRank, double? alpha, double dropout) =>
        Bounds(minRank, maxRank)
        ?? (!OptionLimits.IsRank(initialRank) ? $"InitialRank is {Text(initialRank)}: give 1 or more"
            : maxRank is { } greatest && greatest < initialRank ? $"InitialRank {Text(initialRank)} is above MaxRank {Text(greatest)}"
            : minRank > initialRank ? $"MinRank {Text(minRank)} is above the {Text(initialRank)} that AdaLoRA starts with"
            : null)
        ?? Alpha(alpha) ?? Dropout(dropout);

    /// <summary>DyLoRA.</summary>
    public static string? DyLora(int minRank, int maxRank, double? alpha, double dropout) =>
        (!OptionLimits.IsRank(minRank) ? $"The least rank is {Text(minRank)}: give 1 or more"
            : !OptionLimits.IsRange(minRank, maxRank) ? $"The ranks {Text(minRank)} to {Text(maxRank)} are in the wrong order"
            : null)
        ?? Alpha(alpha) ?? Dropout(dropout);

    /// <summary>LoRS.</summary>
    public static string? Lors(int rank, double? alpha) => Rank(rank) ?? Alpha(alpha);

    /// <summary>VeRA.</summary>
    public static string? Vera(int rank, double dInitial, double dropout) => Rank(rank) ?? DInitial(dInitial) ?? Dropout(dropout);

    /// <summary>LoHa.</summary>
    public static string? LoHa(int rank, double? alpha, double rankDropout, double moduleDropout) =>
        Rank(rank) ?? Alpha(alpha) ?? Probability("RankDropout", rankDropout) ?? Probability("ModuleDropout", moduleDropout);

    /// <summary>LoKr.</summary>
    public static string? LoKr(int rank, double? alpha, double rankDropout, double moduleDropout, int decomposeFactor) =>
        LoHa(rank, alpha, rankDropout, moduleDropout) ?? DecomposeFactor(decomposeFactor);

    /// <summary>A probability of one of their kinds of dropout.</summary>
    public static string? Probability(string option, double value) =>
        OptionLimits.IsDropout(value) ? null : $"{option} is {Text(value)}: give a probability, at least 0 and less than 1";

    /// <summary>What VeRA's λ_d starts with.</summary>
    public static string? DInitial(double value) => OptionLimits.IsDInitial(value)
        ? null
        : $"DInitial is {Text(value)}: give a finite number other than 0, at which no gradient would reach the rest";

    /// <summary>LoKr's factor.</summary>
    public static string? DecomposeFactor(int factor) =>
        OptionLimits.IsDecomposeFactor(factor) ? null : $"DecomposeFactor is {Text(factor)}: give 1 or more, or -1 for sizes near the root";

    /// <summary>LoRA+.</summary>
    public static string? LearningRateRatio(double? ratio) => ratio is not { } written || OptionLimits.IsLearningRateRatio(written)
        ? null
        : $"LearningRateRatio is {Text(written)}: give a number from {Text(1 / OptionLimits.GreatestRatio)} to {Text(OptionLimits.GreatestRatio)}, such as 16, or null";

    /// <summary>A budget.</summary>
    public static string? Budget(int amount) =>
        OptionLimits.IsBudget(amount) ? null : $"A budget of {Text(amount)} leaves no rank to share out: give 1 or more";

    private static string? Rank(int rank) => OptionLimits.IsRank(rank) ? null : $"A rank of {Text(rank)} adapts nothing: give 1 or more";

    private static string? Alpha(double? alpha) => alpha is not { } written || OptionLimits.IsAlpha(written)
        ? null
        : $"Alpha is {Text(written)}: give a number from {Text(OptionLimits.LeastAlpha)} to {Text(OptionLimits.GreatestAlpha)}, or null";

    private static string? Dropout(double dropout) =>
        OptionLimits.IsDropout(dropout) ? null : $"Dropout is {Text(dropout)}: give a probability, at least 0 and less than 1";

    private static string? Bounds(int minRank, int? maxRank) =>
        OptionLimits.AreBounds(minRank, maxRank) ? null
        : !OptionLimits.IsLeastRank(minRank) ? $"MinRank is {Text(minRank)}: give 0 or more, 0 lets an adapter vanish"
        : !OptionLimits.IsRank(maxRank!.Value) ? $"MaxRank is {Text(maxRank.Value)}: give 1 or more, or null"
        : $"MaxRank {Text(maxRank.Value)} is below MinRank {Text(minRank)}";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
