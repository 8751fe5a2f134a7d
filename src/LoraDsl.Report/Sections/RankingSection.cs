using LoraDsl.Formats.Experiments;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>Strategies with their learning rates, the best first.</summary>
internal static class RankingSection
{
    /// <summary>Makes it.</summary>
    public static Markup Of(ExperimentView view)
    {
        var several = view.Experiment.Plan.Seeds.Count > 1;
        var caption = $"By the best validation {view.Metric}{(several ? ", mean ± standard deviation over the seeds" : string.Empty)}";
        var table = new Table(
            caption,
            ["#Place", "Strategy", "#Learning rate", $"#Best {view.Metric}", $"#Final {view.Metric}", "#Parameters", "#Converged at step", "#Time", "#Trials", "Remarks"],
            [.. view.Experiment.Ranking.Select(setting => Row(view, setting))]);
        return view.Experiment.Ranking.Count == 0
            ? Markup.Of($"<p>Nothing is ranked yet.</p>")
            : Markup.Of($"<p>Converged: the first validation that has covered 95 % of the way from the first to the best.</p>{table.Render()}");
    }

    private static IReadOnlyList<Markup> Row(ExperimentView view, SettingResult setting) => Table.Row(
        Figures.Count(setting.Place),
        setting.Strategy,
        Figures.Rate(setting.LearningRate),
        view.Score(setting.Best),
        view.Score(setting.Final),
        Mean(setting.Parameters),
        Mean(setting.ConvergenceStep),
        setting.Seconds is { } seconds ? Figures.Duration(seconds) : "–",
        $"{Figures.Count(setting.Completed)} of {Figures.Count(setting.Completed + setting.Failed + setting.Pending)}",
        string.Join(", ", Remarks(view.Experiment, setting)));

    private static IEnumerable<string> Remarks(ExperimentResult experiment, SettingResult setting)
    {
        if (setting == experiment.Best)
            yield return "★ best";
        if (setting == experiment.MostEfficient)
            yield return "◆ most parameter-efficient";
        if (setting.OnParetoFront)
            yield return "on the Pareto front";
        if (setting.BestOfStrategy)
            yield return "the strategy's best rate";
        if (setting.Failed > 0)
            yield return $"{Figures.Count(setting.Failed)} failed";
    }

    private static string Mean(double? value) => value is { } mean ? Figures.Count((long)Math.Round(mean)) : "–";
}
