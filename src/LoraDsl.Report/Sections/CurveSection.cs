using LoraDsl.Formats.Runs;
using LoraDsl.Reports.Html.Charts;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Thinning;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>The course of loss, accuracy and learning rate.</summary>
internal static class CurveSection
{
    /// <summary>Makes it.</summary>
    public static Markup Of(RunHistory run, PageCharts charts, bool share, bool drawn)
    {
        if (run.Steps.Steps.Count == 0)
            return Markup.Of($"<p>No step is recorded yet.</p>");
        var figures = Curves(run, charts, share).Select(figure => figure.Render(drawn));
        return Markup.Of($"<div class=\"figures\">{Markup.Join(figures)}</div>");
    }

    private static IEnumerable<ChartFigure> Curves(RunHistory run, PageCharts charts, bool share)
    {
        var steps = run.Steps;
        var smooth = $"The smoothed line is a running mean over about {Smoothing.Span(steps.Steps.Count)} steps.";
        yield return Curve("loss", "Loss", smooth, steps.Losses, Figures.Number, validation => validation.Loss);
        if (charts.Lines.ContainsKey("accuracy"))
            yield return Curve("accuracy", "Accuracy", smooth, steps.Accuracies, Score, validation => validation.Accuracy ?? double.NaN);
        if (charts.Lines.TryGetValue("learning-rate", out var rate))
            yield return Curve("learning-rate", "Learning rate", string.Empty, steps.LearningRates, Figures.Number, null) with { Wide = charts.Lines.Count(chart => chart.Key is "loss" or "accuracy") == 2 };

        string Score(double? value) => Figures.Score(value, share);

        ChartFigure Curve(
            string id, string heading, string about, IReadOnlyList<double> values, Func<double?, string> format, Func<ValidationMetrics, double>? validated)
        {
            List<(long Step, double Value)> validations = validated is null
                ? []
                : [.. run.Validations.Select(validation => (validation.Step, validated(validation))).Where(entry => double.IsFinite(entry.Item2))];
            return new ChartFigure(
                id,
                heading,
                Markup.Of($"{about}{Thinned(steps.Steps.Count, charts.Lines[id])}"),
                Summary(heading, steps, values, format, validations, run.Best),
                SeriesTable.Of($"{heading} by step", steps.Steps, values, format, validations));
        }
    }

    private static string Summary(
        string heading, StepHistory steps, IReadOnlyList<double> values, Func<double?, string> format, List<(long Step, double Value)> validations, ValidationMetrics? best)
    {
        List<double> finite = [.. values.Where(double.IsFinite)];
        var text = $"{heading} over {Figures.Count(steps.Steps.Count, "step")}";
        text += finite.Count == 0 ? ": not recorded in training" : $": from {format(finite[0])} to {format(finite[^1])} in training";
        if (validations.Count == 0)
            return text + ".";
        text += $"; {format(validations[^1].Value)} at the last validation";
        var at = best is null ? -1 : validations.FindIndex(entry => entry.Step == best.Step);
        return at < 0 ? text + "." : text + $", {format(validations[at].Value)} at the best, step {Figures.Count(best!.Step)}.";
    }

    private static string Thinned(int steps, LineChart chart)
    {
        var points = chart.Steps[0].Length;
        return points >= steps ? string.Empty : $" {Figures.Count(steps)} steps, drawn as the least and the greatest value of every {Figures.Count((2 * steps) / points)} or so.";
    }
}
