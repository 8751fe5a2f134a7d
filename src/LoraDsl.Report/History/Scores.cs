namespace LoraDsl.Reports.Html.History;

/// <summary>What a run's accuracies are.</summary>
internal static class Scores
{
    /// <summary>Whether they are shares of 1, which are shown in percent; another score that is better when higher need not be.</summary>
    public static bool AreShares(RunHistory run) => AreShares(
        run.Steps.Accuracies.Where(double.IsFinite).Concat(run.Validations.Select(validation => validation.Accuracy).OfType<double>()));

    /// <summary>Whether all of them lie within 0 and 1.</summary>
    public static bool AreShares(IEnumerable<double> scores) => scores.All(score => score is >= 0 and <= 1);
}
