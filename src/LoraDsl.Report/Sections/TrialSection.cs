using System.Globalization;
using LoraDsl.Formats.Experiments;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>Every trial, with the way to its own report.</summary>
internal static class TrialSection
{
    /// <summary>Makes it.</summary>
    public static Markup Of(string root, ExperimentView view)
    {
        var trials = view.Experiment.Trials;
        var failed = trials.Any(trial => trial.Error is not null);
        List<string> columns = ["Trial", "Strategy", "#Learning rate", "#Seed", "State", $"#Best {view.Metric}", "#At step", $"#Final {view.Metric}", "#Parameters", "#Steps", "#Time"];
        if (failed)
            columns.Add("Error");
        return new Table("Trials", columns, [.. trials.Select(trial => Row(root, view, trial, failed))]).Render();
    }

    private static IReadOnlyList<Markup> Row(string root, ExperimentView view, TrialResult trial, bool failed)
    {
        List<string> cells =
        [
            trial.Trial.Strategy,
            Figures.Rate(trial.Trial.LearningRate),
            trial.Trial.Seed.ToString(CultureInfo.InvariantCulture),
            trial.Status switch { TrialStatus.Completed => "●\u00a0completed", TrialStatus.Failed => "✕\u00a0failed", _ => "○\u00a0to be run" },
            view.Score(view.ByAccuracy ? trial.BestAccuracy : trial.BestLoss),
            trial.BestStep is { } step ? Figures.Count(step) : "–",
            view.Score(view.ByAccuracy ? trial.FinalAccuracy : trial.FinalLoss),
            trial.Status == TrialStatus.Pending ? "–" : Figures.Count(trial.Parameters),
            trial.Status == TrialStatus.Pending ? "–" : Figures.Count(trial.Steps),
            trial.Status == TrialStatus.Pending ? "–" : Figures.Duration(trial.Seconds),
        ];
        if (failed)
            cells.Add(trial.Error ?? string.Empty);
        return [Link(root, trial), .. Table.Row(cells)];
    }

    /// <summary>A link to the trial's own page where there is one, by a way that leads from this page and nowhere else.</summary>
    private static Markup Link(string root, TrialResult trial)
    {
        var page = Path.GetFullPath(Path.Combine(root, trial.Folder, "report.html"));
        if (!File.Exists(page))
            return Markup.Of($"{trial.Id}");
        var way = Path.GetRelativePath(root, page).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString);
        return Markup.Of($"<a href=\"./{string.Join('/', way)}\">{trial.Id}</a>");
    }
}
