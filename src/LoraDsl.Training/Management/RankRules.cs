using static System.FormattableString;

namespace LoraDsl.Management;

/// <summary>The rules by which ranks follow loss and accuracy, as a pure function.</summary>
public static class RankRules
{
    /// <summary>A line that rises or falls by less than this from one observation to the next stands still.</summary>
    public const double StillSlope = 0.001;

    /// <summary>What a stagnant training gains in rank.</summary>
    public const int Growth = 2;

    /// <summary>What an overfitting training loses in rank.</summary>
    public const int Shrinkage = 1;

    /// <summary>
    /// Fits a line to the losses and one to the accuracies, by least squares over the observations' numbers. Both slopes within
    /// ±<see cref="StillSlope"/>: stagnant. Otherwise, the loss's line rises by more than <paramref name="threshold"/> times its mean and the
    /// accuracy's falls by more than <paramref name="threshold"/>, from the first to the last: overfitting. Otherwise: keep.
    /// </summary>
    /// <param name="window">At least two observations. Where one has no accuracy, the loss decides whether the training is stagnant, and it never counts as overfitting.</param>
    /// <param name="threshold">What counts as up and down, from 0.</param>
    public static RankVerdict Judge(IReadOnlyList<RankObservation> window, double threshold)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentOutOfRangeException.ThrowIfLessThan(window.Count, 2, nameof(window));
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        var loss = LineFit.Through([.. window.Select(observation => observation.Loss)]);
        LineFit? accuracy = window.All(observation => observation.Accuracy is not null)
            ? LineFit.Through([.. window.Select(observation => observation.Accuracy!.Value)])
            : null;
        var figures = Invariant($"over {window.Count} observations the loss changes by {loss.Slope:+0.0e+0;-0.0e+0;0} each")
            + (accuracy is { } fit ? Invariant($" and the accuracy by {fit.Slope:+0.0e+0;-0.0e+0;0}") : "; no accuracy was measured");
        if (IsStill(loss) && (accuracy is not { } line || IsStill(line)))
            return new RankVerdict(RankRule.Stagnant, Growth, Invariant($"{figures}: within ±{StillSlope}, the training stands still"));
        if (accuracy is { } score && loss.Rise > threshold * Math.Abs(loss.Mean) && -score.Rise > threshold)
            return new RankVerdict(RankRule.Overfitting, -Shrinkage, Invariant($"{figures}: the loss rises and the accuracy falls by more than {100 * threshold:0.##} %"));
        return new RankVerdict(RankRule.Keep, 0, figures);
    }

    private static bool IsStill(LineFit line) => Math.Abs(line.Slope) < StillSlope;
}
