using LoraDsl.Reports.Html.Charts;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>The page of a run.</summary>
internal static class RunPage
{
    /// <summary>Makes it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="chartScript">What draws the charts; <see langword="null"/> for a page of tables.</param>
    public static Page Of(RunHistory run, string? chartScript)
    {
        var share = Scores.AreShares(run);
        var charts = RunCharts.Of(run, share);
        var drawn = chartScript is not null;
        Section[] sections =
        [
            new("overview", "Overview", RunOverview.Of(run, share)),
            new("curves", "Loss and accuracy", CurveSection.Of(run, charts, share, drawn)),
            new("ranks", "Ranks and budget", RankSection.Of(run, charts, drawn)),
            new("norms", "Norms and gradients", NormSection.Of(run, charts, drawn)),
            new("decisions", "Decisions about ranks", DecisionSection.Of(run)),
            new("run", "The run", FactSection.Of(run)),
        ];
        return new Page("Training run", run.Description.Name, Status(run), sections, charts, chartScript, run.Steps.Steps.Count > 1);
    }

    private static Markup Status(RunHistory run)
    {
        var last = run.Steps.Steps.Count == 0 ? "no step is recorded yet" : $"recorded up to step {Figures.Count(run.Steps.Steps[^1])}";
        return run.Result switch
        {
            null => Markup.Of($"<p class=\"state open\"><span aria-hidden=\"true\">◐</span> Not ended: it goes on, or it was stopped hard; {last}</p>"),
            { Stop: "completed" } result => Markup.Of($"<p class=\"state done\"><span aria-hidden=\"true\">●</span> Completed after {Figures.Count(result.Steps, "step")}</p>"),
            { } result => Markup.Of($"<p class=\"state ended\"><span aria-hidden=\"true\">■</span> Ended by {result.Stop} after {Figures.Count(result.Steps, "step")}</p>"),
        };
    }
}
