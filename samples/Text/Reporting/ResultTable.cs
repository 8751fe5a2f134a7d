using Spectre.Console;
using static System.FormattableString;

namespace TextSample.Reporting;

/// <summary>The table of the methods: a line for each, a column for each number of labels.</summary>
internal static class ResultTable
{
    /// <summary>Lays the rows out.</summary>
    public static Table Of(IReadOnlyList<MethodResult> rows)
    {
        int[] counts = [.. rows.Select(row => row.Labels).Distinct().Order()];
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("accuracy (macro-F1)");
        table.AddColumn(Right("trainable"));
        foreach (var count in counts)
            table.AddColumn(Right(Invariant($"{count:n0} labels")));
        table.AddColumn(Right("seconds"));
        table.AddColumn("ranks");
        foreach (var method in rows.GroupBy(row => row.Method))
        {
            var largest = method.MaxBy(row => row.Labels)!;
            table.AddRow(
            [
                new Text(method.Key),
                new Text(Invariant($"{largest.TrainableParameters:n0}")),
                .. counts.Select(count => new Text(method.FirstOrDefault(row => row.Labels == count) is { } row ? Invariant($"{100 * row.TestAccuracy:0.0} ({100 * row.MacroF1:0.0})") : "")),
                new Text(string.Join(" · ", method.OrderBy(row => row.Labels).Select(row => Invariant($"{row.Seconds:0}")))),
                new Text(Ranks(largest.Ranks)),
            ]);
        }

        return table;
    }

    private static TableColumn Right(string title) => new TableColumn(title).RightAligned().NoWrap();

    private static string Ranks(IReadOnlyDictionary<string, int> ranks) => ranks.Values.Distinct().Count() switch
    {
        0 => "",
        1 => $"{ranks.Values.First()}",
        _ => $"{ranks.Values.Min()} to {ranks.Values.Max()}, {ranks.Values.Sum()} in total",
    };
}
