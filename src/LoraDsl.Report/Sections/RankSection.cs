using LoraDsl.Reports.Html.Charts;
using LoraDsl.Reports.Html.History;
using LoraDsl.Reports.Html.Pages;
using LoraDsl.Reports.Html.Values;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>Ranks of the adapters over the steps, and what they cost together.</summary>
internal static class RankSection
{
    /// <summary>Steps that the table of ranks shows at most.</summary>
    private const int MostMoments = 12;

    /// <summary>Makes it.</summary>
    public static Markup Of(RunHistory run, PageCharts charts, bool drawn)
    {
        var steps = run.Steps;
        if (!charts.Ranks.ContainsKey("ranks"))
            return Markup.Of($"<p>{(steps.Steps.Count == 0 ? "No step is recorded yet." : "No adapter was recorded.")}</p>");

        ChartFigure[] figures =
        [
            new("ranks", "Rank of each adapter", Markup.Of($"A row for each adapter; the deeper the colour, the higher the rank, which stands where it begins."), Summary(steps), Ranks(steps)) { Wide = true },
            Total(run, "rank-sum", "Sum of ranks", Markup.Of($"{Budget(run)}"), adapter => adapter.Ranks.Select(rank => (double)Math.Max(0, rank))),
            Total(run, "parameters", "Parameters of all adapters", Markup.Of($"What is trained, in values."), adapter => adapter.Parameters.Select(count => (double)count)),
        ];
        return Markup.Of($"<div class=\"figures\">{Markup.Join(figures.Select(figure => figure.Render(drawn)))}</div>");
    }

    private static string Budget(RunHistory run) =>
        run.Description.RankBudget is { } budget ? $"The budget is {Figures.Count(budget)}." : "There is no budget.";

    private static string Summary(StepHistory steps)
    {
        var changes = steps.Adapters.Sum(adapter => Changes(adapter.Ranks));
        var last = steps.Adapters.Select(adapter => Math.Max(0, adapter.Ranks[^1])).ToList();
        return $"Ranks of {Figures.Count(steps.Adapters.Count, "adapter")} over {Figures.Count(steps.Steps.Count, "step")}: {Figures.Count(changes, "change")}; at the end from {last.Min()} to {last.Max()}.";
    }

    private static int Changes(IReadOnlyList<int> ranks) => Enumerable.Range(1, ranks.Count - 1).Count(step => ranks[step] != ranks[step - 1]);

    private static Table Ranks(StepHistory steps)
    {
        var count = Math.Min(MostMoments, steps.Steps.Count);
        int[] measurements = [.. Enumerable.Range(0, count).Select(measured => count == 1 ? 0 : (int)((long)measured * (steps.Steps.Count - 1) / (count - 1)))];
        return new Table(
            "ranks at some of the steps",
            ["Adapter", .. measurements.Select(measured => $"#Step {Figures.Count(steps.Steps[measured])}"), "#Changes"],
            [
                .. steps.Adapters.Select(adapter => Table.Row(
                    [adapter.Path, .. measurements.Select(measured => Rank(adapter.Ranks[measured])), Figures.Count(Changes(adapter.Ranks))])),
            ]);
    }

    private static string Rank(int rank) => rank == AdapterHistory.Absent ? "–" : Figures.Count(rank);

    private static ChartFigure Total(
        RunHistory run, string id, string heading, Markup caption, Func<AdapterHistory, IEnumerable<double>> values)
    {
        var steps = run.Steps;
        var totals = new double[steps.Steps.Count];
        foreach (var adapter in steps.Adapters)
        {
            var step = 0;
            foreach (var value in values(adapter))
                totals[step++] += value;
        }

        string Whole(double? value) => value is { } number ? Figures.Number(number) is var text && number == Math.Floor(number) ? Figures.Count((long)number) : text : "–";
        return new ChartFigure(
            id,
            heading,
            caption,
            $"{heading}: {Whole(totals[0])} at step {Figures.Count(steps.Steps[0])}, {Whole(totals[^1])} at step {Figures.Count(steps.Steps[^1])}, at most {Whole(totals.Max())}.",
            SeriesTable.Of($"{heading} by step".ToLowerInvariant(), steps.Steps, totals, Whole, []));
    }
}
