using System.Globalization;
using LoraDsl.Formats.Runs;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>What a run was started with, how it ended, and its adapters.</summary>
internal static class FactSection
{
    /// <summary>Makes it.</summary>
    public static Markup Of(RunHistory run)
    {
        var description = run.Description;
        List<(string, string)> facts =
        [
            ("Model", description.Model),
            ("Started", Figures.Time(description.Started)),
            ("Seed", description.Seed?.ToString(CultureInfo.InvariantCulture) ?? "none was set"),
            ("Values of the frozen base", Figures.Count(description.BaseParameters)),
            ("Budget of ranks", description.RankBudget is { } budget ? Figures.Count(budget) : "none"),
            .. Result(run.Result),
        ];
        return Markup.Of($"""
            <div class="columns">
            {new Table("Facts", ["Fact", "Value"], [.. facts.Select(fact => Table.Row(fact.Item1, fact.Item2))]).Render()}
            {Settings(description)}
            </div>
            {Adapters(run)}
            """);
    }

    private static IEnumerable<(string, string)> Result(RunResult? result)
    {
        if (result is null)
        {
            yield return ("Result", "none yet: there is no result.json");
            yield break;
        }

        yield return ("Ended", result.Stop);
        yield return ("Steps", Figures.Count(result.Steps));
        yield return ("Epochs", Figures.Count(result.Epochs));
        yield return ("Time spent on training", Figures.Duration(result.Seconds));
        yield return ("Adapter parameters at the end", Figures.Count(result.AdapterParameters));
        if (result.BestStep is { } step)
            yield return ("Best validation", $"step {Figures.Count(step)}, loss {Figures.Number(result.BestLoss)}{(result.BestAccuracy is { } accuracy ? $", accuracy {Figures.Number(accuracy)}" : string.Empty)}");
    }

    private static Markup Settings(RunDescription description) => description.Settings.Count == 0
        ? Markup.Empty
        : new Table("Settings", ["Setting", "Value"], [.. description.Settings.Select(setting => Table.Row(setting.Key, setting.Value))]).Render();

    private static Markup Adapters(RunHistory run)
    {
        var known = run.Description.Adapters.ToDictionary(adapter => adapter.Path, StringComparer.Ordinal);
        var seen = run.Steps.Adapters.ToDictionary(adapter => adapter.Path, StringComparer.Ordinal);
        if (seen.Count == 0)
            return Markup.Empty;
        var bad = seen.Values.Any(adapter => adapter.BadGradients > 0);
        List<string> columns = ["Adapter", "Method", "#Inputs", "#Outputs", "#Rank at first", "#Rank at last", "#Parameters at last"];
        if (bad)
            columns.Add("#Steps with gradients that are no number");
        return new Table("Adapters", columns, [.. seen.Values.Select(Row)]).Render();

        IReadOnlyList<Markup> Row(AdapterHistory adapter)
        {
            var start = known.GetValueOrDefault(adapter.Path);
            List<string> cells =
            [
                adapter.Path,
                start?.Method ?? "–",
                start is null ? "–" : Figures.Count(start.Inputs),
                start is null ? "–" : Figures.Count(start.Outputs),
                start is null ? "–" : Figures.Count(start.Rank),
                adapter.Ranks.Count == 0 || adapter.Ranks[^1] == AdapterHistory.Absent ? "–" : Figures.Count(adapter.Ranks[^1]),
                adapter.Parameters.Count == 0 ? "–" : Figures.Count(adapter.Parameters[^1]),
            ];
            if (bad)
                cells.Add(Figures.Count(adapter.BadGradients));
            return Table.Row(cells);
        }
    }
}
