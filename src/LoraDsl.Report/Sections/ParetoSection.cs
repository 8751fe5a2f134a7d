using LoraDsl.Reports.Html.Charts;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>What quality costs in parameters.</summary>
internal static class ParetoSection
{
    /// <summary>Makes it.</summary>
    public static Markup Of(ExperimentView view, PageCharts charts, bool drawn)
    {
        if (!charts.Scatters.ContainsKey("pareto"))
            return Markup.Of($"<p>No trial is completed yet.</p>");
        var settings = view.Experiment.Ranking.Where(setting => setting is { Best: not null, Parameters: not null }).OrderBy(setting => setting.Parameters).ToList();
        var front = settings.Where(setting => setting.OnParetoFront).ToList();
        var table = new Table(
            $"parameters and {view.Metric}",
            ["Setting", "#Parameters", $"#Best {view.Metric}", "Pareto front"],
            [
                .. settings.Select(setting => Table.Row(
                    ExperimentView.Name(setting), Figures.Count((long)Math.Round(setting.Parameters!.Value)), view.Score(setting.Best), setting.OnParetoFront ? "yes" : "no")),
            ]);
        var figure = new ChartFigure(
            "pareto",
            $"Parameters against {view.Metric}",
            Markup.Of($"A point for each strategy with a learning rate, the mean over its seeds. The line is the Pareto front: nothing has fewer parameters and is at least as good."),
            $"{Figures.Count(settings.Count, "setting")}; on the Pareto front: {(front.Count == 0 ? "none yet" : string.Join("; ", front.Select(setting => $"{ExperimentView.Name(setting)} with {view.Score(setting.Best)}")))}.",
            table)
        { Wide = true };
        return Markup.Of($"<div class=\"figures\">{figure.Render(drawn)}</div>");
    }
}
