using LoraDsl.Formats.Experiments;
using LoraDsl.Formats.Runs;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Thinning;

namespace LoraDsl.Reports.Html.Charts;

/// <summary>The charts of an experiment.</summary>
internal static class ExperimentCharts
{
    /// <summary>Points of all lines of a chart together.</summary>
    private const int MostPoints = 24_000;

    /// <summary>Makes them; one whose values were not recorded is left out.</summary>
    public static PageCharts Of(ExperimentView view)
    {
        var lines = new Dictionary<string, LineChart>();
        Add("validation-accuracy", "validation accuracy", view.Share, trial => Validations(trial, validation => validation.Accuracy));
        Add("validation-loss", "validation loss", false, trial => Validations(trial, validation => validation.Loss));
        Add("training-accuracy", "training accuracy", view.Share, trial => trial.Training.Select(point => (point.Step, point.Accuracy ?? double.NaN)));
        Add("training-loss", "training loss", false, trial => trial.Training.Select(point => (point.Step, point.Loss)));
        var scatters = new Dictionary<string, ScatterChart>();
        if (Scatter(view) is { } scatter)
            scatters["pareto"] = scatter;
        return new PageCharts(lines, new Dictionary<string, RankMap>(), scatters);

        void Add(string id, string name, bool share, Func<TrialResult, IEnumerable<(long Step, double Value)>> values)
        {
            if (Means(view, name, share, values) is { } chart)
                lines[id] = chart;
        }
    }

    /// <summary>The settings that are shown at first when there are too many: the best of each strategy, in the order of the ranking.</summary>
    public static IReadOnlySet<int> Picked(ExperimentView view)
    {
        var ranking = view.Experiment.Ranking;
        return Enumerable.Range(0, ranking.Count).OrderByDescending(index => ranking[index].BestOfStrategy).Take(LineChart.MostPicked)
            .Where(index => ranking[index].BestOfStrategy || ranking.Count <= LineChart.MostPicked)
            .ToHashSet();
    }

    private static IEnumerable<(long Step, double Value)> Validations(TrialResult trial, Func<ValidationMetrics, double?> value) =>
        trial.Validations.Select(validation => (validation.Step, value(validation) ?? double.NaN));

    private static LineChart? Means(
        ExperimentView view, string name, bool share, Func<TrialResult, IEnumerable<(long Step, double Value)>> values)
    {
        var means = view.Experiment.Ranking
            .Select(setting => view.Of(setting).SelectMany(values)
                .Where(point => double.IsFinite(point.Value))
                .GroupBy(point => point.Step)
                .ToDictionary(group => group.Key, group => group.Average(point => point.Value)))
            .ToList();
        long[] steps = [.. means.SelectMany(mean => mean.Keys).Distinct().Order()];
        if (steps.Length == 0)
            return null;
        var grid = new StepGrid(steps.Length, Math.Clamp(MostPoints / means.Count, 12, 600));
        return new LineChart(
            name,
            share,
            false,
            means.Count > LineChart.MostPicked,
            [grid.Steps(steps)],
            [
                .. means.Select((mean, index) => new ChartLine(
                    ExperimentView.Name(view.Experiment.Ranking[index]),
                    LineLook.Plain,
                    0,
                    ChartValues.Of(grid.Values(step => mean.TryGetValue(steps[step], out var value) ? value : double.NaN)))),
            ],
            [],
            []);
    }

    private static ScatterChart? Scatter(ExperimentView view)
    {
        var settings = view.Experiment.Ranking.Where(setting => setting is { Best: not null, Parameters: not null } && double.IsFinite(setting.Best.Mean)).ToList();
        if (settings.Count == 0)
            return null;
        return new ScatterChart(
            "parameters of the adapters",
            $"best validation {view.Metric}",
            view.ByAccuracy && view.Share,
            [
                .. settings.GroupBy(setting => setting.Strategy).Select(group => new ScatterGroup(
                    group.Key,
                    [.. group.Select(Point)],
                    [.. group.Select(setting => $"{ExperimentView.Name(setting)}: {view.Score(setting.Best)}")])),
            ],
            [.. settings.Where(setting => setting.OnParetoFront).OrderBy(setting => setting.Parameters).Select(Point)]);
    }

    private static double?[] Point(SettingResult setting) => [ChartValues.Of(setting.Parameters!.Value), ChartValues.Of(setting.Best!.Mean)];
}
