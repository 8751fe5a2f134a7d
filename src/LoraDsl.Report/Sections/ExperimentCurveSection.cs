using LoraDsl.Reports.Html.Charts;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>The course of the trials, a line for each strategy with a learning rate.</summary>
internal static class ExperimentCurveSection
{
    /// <summary>Makes it.</summary>
    public static Markup Of(ExperimentView view, PageCharts charts, bool drawn)
    {
        if (charts.Lines.Count == 0)
            return Markup.Of($"<p>No trial has got anywhere yet.</p>");
        var picker = drawn ? Picker.Of("Settings", "each strategy's best learning rate", [.. view.Experiment.Ranking.Select(ExperimentView.Name)], ExperimentCharts.Picked(view)) : Markup.Empty;
        var figures = charts.Lines.Select(entry => Figure(view, entry.Key, entry.Value).Render(drawn));
        return Markup.Of($"<p>Means over the seeds that have a value at a step.</p>{picker}<div class=\"figures\">{Markup.Join(figures)}</div>");
    }

    private static ChartFigure Figure(ExperimentView view, string id, LineChart chart)
    {
        var heading = char.ToUpperInvariant(chart.Name[0]) + chart.Name[1..];
        var table = new Table(
            $"{chart.Name} of each setting",
            ["Setting", "#First", "#Least", "#Greatest", "#Last"],
            [.. chart.Lines.Select(line => Row(line, chart.Share))]);
        var note = chart.Pick ? "The grey band is the range of all settings." : string.Empty;
        return new ChartFigure(
            id, heading, Markup.Of($"{note}"), $"{heading} over the steps, a line for each of {Figures.Count(view.Experiment.Ranking.Count, "setting")}.", table);
    }

    private static IReadOnlyList<Markup> Row(ChartLine line, bool share)
    {
        List<double> values = [.. line.Values.OfType<double>()];
        return values.Count == 0
            ? Table.Row(line.Name, "none", "none", "none", "none")
            : Table.Row([line.Name, .. new[] { values[0], values.Min(), values.Max(), values[^1] }.Select(value => Figures.Score(value, share))]);
    }
}
