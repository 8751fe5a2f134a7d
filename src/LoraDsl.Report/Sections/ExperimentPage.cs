using LoraDsl.Formats.Experiments;
using LoraDsl.Reports.Html.Charts;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>The page of an experiment.</summary>
internal static class ExperimentPage
{
    /// <summary>Makes it.</summary>
    /// <param name="root">The experiment's folder.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="chartScript">What draws the charts; <see langword="null"/> for a page of tables.</param>
    public static Page Of(string root, ExperimentResult experiment, string? chartScript)
    {
        var view = new ExperimentView(experiment);
        var charts = ExperimentCharts.Of(view);
        var drawn = chartScript is not null;
        Section[] sections =
        [
            new("overview", "Overview", ExperimentOverview.Of(view)),
            new("ranking", "Ranking", RankingSection.Of(view)),
            new("parameters", "Parameters against quality", ParetoSection.Of(view, charts, drawn)),
            new("curves", "Curves", ExperimentCurveSection.Of(view, charts, drawn)),
            new("trials", "Trials", TrialSection.Of(root, view)),
        ];
        return new Page("Experiment", experiment.Plan.Name, Status(view), sections, charts, chartScript, charts.Lines.Count > 0);
    }

    private static Markup Status(ExperimentView view)
    {
        var (completed, failed, pending) = (view.Count(TrialStatus.Completed), view.Count(TrialStatus.Failed), view.Count(TrialStatus.Pending));
        var of = $"{Figures.Count(completed)} of {Figures.Count(view.Experiment.Trials.Count, "trial")} completed";
        var failures = failed == 0 ? string.Empty : $", {Figures.Count(failed)} failed";
        return pending > 0
            ? Markup.Of($"<p class=\"state open\"><span aria-hidden=\"true\">◐</span> Not ended: {of}{failures}, {Figures.Count(pending)} to be run</p>")
            : Markup.Of($"<p class=\"state {(failed == 0 ? "done" : "ended")}\"><span aria-hidden=\"true\">{(failed == 0 ? "●" : "■")}</span> {of}{failures}</p>");
    }
}
