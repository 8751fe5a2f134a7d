using System.Globalization;
using System.Text;

namespace LoraDsl.Formats.Experiments;

/// <summary>The ranking of an experiment as a table of plain text.</summary>
internal static class ExperimentText
{
    private static readonly string[] Heads = ["", "strategy", "learning rate", "best", "final", "parameters", "converged at", "seconds", "trials", ""];

    /// <summary>Writes the table.</summary>
    public static string Of(ExperimentResult experiment)
    {
        List<string[]> rows = [Heads, .. experiment.Ranking.Select(setting => Row(setting, experiment))];
        int[] widths = [.. Enumerable.Range(0, Heads.Length).Select(column => rows.Max(row => row[column].Length))];
        var metric = experiment.Plan.Metric == ExperimentMetric.Accuracy ? "accuracy" : "loss";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{experiment.Plan.Name}: validation {metric}, mean ± standard deviation over seeds\n");
        foreach (var row in rows)
            text.Append(string.Join("  ", row.Select((cell, column) => column is 1 or 9 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd()).Append('\n');
        foreach (var trial in experiment.Trials.Where(trial => trial.Status == TrialStatus.Failed))
            text.Append(CultureInfo.InvariantCulture, $"failed: {trial.Id}: {trial.Error}\n");
        return text.ToString();
    }

    private static string[] Row(SettingResult setting, ExperimentResult experiment)
    {
        var trials = setting.Completed + setting.Failed + setting.Pending;
        return
        [
            Figure(setting.Place, "0"),
            setting.Strategy,
            Figure(setting.LearningRate, "0.######e+0"),
            Mean(setting.Best),
            Mean(setting.Final),
            Figure(setting.Parameters, "#,0"),
            Figure(setting.ConvergenceStep, "0"),
            Figure(setting.Seconds, "0.0"),
            string.Create(CultureInfo.InvariantCulture, $"{setting.Completed}/{trials}"),
            Notes(setting, experiment),
        ];
    }

    private static string Notes(SettingResult setting, ExperimentResult experiment)
    {
        List<string> notes = [];
        if (setting == experiment.Best)
            notes.Add("best");
        if (setting == experiment.MostEfficient)
            notes.Add("most parameter-efficient");
        if (setting.OnParetoFront)
            notes.Add("Pareto front");
        return string.Join(", ", notes);
    }

    private static string Mean(Spread? spread) => spread is null
        ? "-"
        : Figure(spread.Mean, "0.0000") + (spread.StandardDeviation is { } deviation ? " ± " + Figure(deviation, "0.0000") : "");

    private static string Figure(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
