using System.Globalization;
using LoraDsl.Formats.Experiments;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>An experiment in a few figures, and what it tries.</summary>
internal static class ExperimentOverview
{
    /// <summary>Makes it.</summary>
    public static Markup Of(ExperimentView view)
    {
        var plan = view.Experiment.Plan;
        List<(string, string)> facts =
        [
            ("Started", Figures.Time(view.Experiment.Started)),
            ("Compared by", $"the best validation {view.Metric}"),
            ("Strategies", string.Join(", ", plan.Strategies)),
            ("Learning rates", string.Join(", ", plan.LearningRates.Select(Figures.Rate))),
            ("Seeds", string.Join(", ", plan.Seeds)),
            ("Threads of a trial", plan.Threads?.ToString(CultureInfo.InvariantCulture) ?? "as many as there are cores, up to 4"),
            .. plan.Settings.Select(setting => (setting.Key, setting.Value)),
        ];
        return Markup.Of($"{KeyFigures.Of(Key(view))}{new Table("The plan", ["Setting", "Value"], [.. facts.Select(fact => Table.Row(fact.Item1, fact.Item2))]).Render()}");
    }

    private static IEnumerable<(string, string, string)> Key(ExperimentView view)
    {
        var experiment = view.Experiment;
        yield return Setting("Best", "★", experiment.Best);
        yield return Setting("Most parameter-efficient", "◆", experiment.MostEfficient);
        yield return ("Trials", Figures.Count(experiment.Trials.Count), $"{Figures.Count(view.Count(TrialStatus.Completed))} completed, {Figures.Count(view.Count(TrialStatus.Failed))} failed, {Figures.Count(view.Count(TrialStatus.Pending))} to be run");
        yield return ("Time of all trials", Figures.Duration(experiment.Trials.Sum(trial => trial.Seconds)), string.Empty);

        (string, string, string) Setting(string name, string sign, SettingResult? setting) => setting is null
            ? (name, "none yet", "no setting has all of its trials completed")
            : (name, ExperimentView.Name(setting), $"{sign} {view.Metric} {view.Score(setting.Best)}, {(setting.Parameters is { } parameters ? Figures.Count((long)parameters) : "–")} parameters");
    }
}
