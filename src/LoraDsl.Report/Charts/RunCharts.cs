using LoraDsl.Formats.Runs;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Thinning;

namespace LoraDsl.Reports.Html.Charts;

/// <summary>The charts of a run.</summary>
internal static class RunCharts
{
    /// <summary>Points that a line over the whole run has at most.</summary>
    private const int MostPoints = 2000;

    /// <summary>Gaps that are marked at most.</summary>
    private const int MostGaps = 200;

    /// <summary>Stretches of ranks that are kept at most.</summary>
    private const int MostSegments = 20_000;

    /// <summary>Makes them; one whose values were not recorded is left out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="share">Whether accuracies are shares of 1.</param>
    public static PageCharts Of(RunHistory run, bool share)
    {
        var steps = run.Steps;
        var grid = new StepGrid(steps.Steps.Count, MostPoints);
        var lines = new Dictionary<string, LineChart>();
        if (steps.Steps.Count > 0)
            lines["loss"] = Curve(run, grid, "loss", steps.Losses, validation => validation.Loss, false);
        if (steps.Accuracies.Any(double.IsFinite) || run.Validations.Any(validation => validation.Accuracy is not null))
            lines["accuracy"] = Curve(run, grid, "accuracy", steps.Accuracies, validation => validation.Accuracy ?? double.NaN, share);
        if (steps.LearningRates.Any(double.IsFinite))
            lines["learning-rate"] = Plain("learning rate", grid, steps, new ChartLine("learning rate", LineLook.Stairs, 0, Values(grid, step => steps.LearningRates[step])));
        if (steps.Steps.Count == 0 || steps.Adapters.Count == 0)
            return Charts(lines, []);

        lines["rank-sum"] = RankSum(run, grid);
        lines["parameters"] = Plain("parameters", grid, steps, new ChartLine(
            "parameters of all adapters", LineLook.Stairs, 0, Values(grid, step => steps.Adapters.Sum(adapter => adapter.Parameters[step]))));
        foreach (var (name, chart) in AdapterCharts.Of(steps))
            lines[name] = chart;
        return Charts(lines, new() { ["ranks"] = Ranks(steps) });
    }

    private static PageCharts Charts(Dictionary<string, LineChart> lines, Dictionary<string, RankMap> ranks) =>
        new(lines, ranks, new Dictionary<string, ScatterChart>());

    private static LineChart Curve(
        RunHistory run, StepGrid grid, string name, IReadOnlyList<double> values, Func<ValidationMetrics, double> validated, bool share)
    {
        var steps = run.Steps;
        var sets = new List<long[]> { grid.Steps(steps.Steps) };
        var lines = new List<ChartLine>();
        if (values.Any(double.IsFinite))
        {
            var smooth = Smoothing.Of(values, Smoothing.Span(values.Count));
            lines.Add(new ChartLine("training, each step", LineLook.Faint, 0, Values(grid, step => values[step])));
            lines.Add(new ChartLine("training, smoothed", LineLook.Plain, 0, Values(grid, step => smooth[step])));
        }

        var validations = run.Validations.Where(validation => double.IsFinite(validated(validation))).ToList();
        if (validations.Count > 0)
        {
            var validationGrid = new StepGrid(validations.Count, MostPoints);
            sets.Add(validationGrid.Steps([.. validations.Select(validation => validation.Step)]));
            lines.Add(new ChartLine("validation", LineLook.Marked, 1, Values(validationGrid, index => validated(validations[index]))));
        }

        ChartMark[] marks = run.Best is { } best && double.IsFinite(validated(best))
            ? [new ChartMark(best.Step, ChartValues.Of(validated(best)), "best validation")]
            : [];
        return new LineChart(name, share, false, false, sets, lines, marks, name == "loss" ? Gaps(steps) : []);
    }

    /// <summary>Steps at which the loss was no number: a line alone would hide them.</summary>
    private static long[] Gaps(StepHistory steps) =>
        [.. Enumerable.Range(0, steps.Steps.Count).Where(step => !double.IsFinite(steps.Losses[step])).Take(MostGaps).Select(step => steps.Steps[step])];

    private static LineChart RankSum(RunHistory run, StepGrid grid)
    {
        var steps = run.Steps;
        var lines = new List<ChartLine>
        {
            new("sum of ranks", LineLook.Stairs, 0, Values(grid, step => steps.Adapters.Sum(adapter => Math.Max(0, adapter.Ranks[step])))),
        };
        if (run.Description.RankBudget is { } budget)
            lines.Add(new ChartLine("budget", LineLook.Bound, 0, Values(grid, _ => budget)));
        return Plain("sum of ranks", grid, steps, [.. lines]);
    }

    private static RankMap Ranks(StepHistory steps)
    {
        var segments = RankSegment.Of(steps, MostSegments);
        return new RankMap(
            [.. steps.Adapters.Select(adapter => adapter.Path)],
            steps.Steps[0],
            steps.Steps[^1] + 1,
            segments.Count == 0 ? 0 : segments.Max(segment => segment.Rank),
            [.. segments.Select(segment => new[] { segment.Adapter, segment.From, segment.To, segment.Rank })]);
    }

    private static LineChart Plain(string name, StepGrid grid, StepHistory steps, params IReadOnlyList<ChartLine> lines) =>
        new(name, false, false, false, [grid.Steps(steps.Steps)], lines, [], []);

    private static double?[] Values(StepGrid grid, Func<int, double> value) => ChartValues.Of(grid.Values(value));
}
