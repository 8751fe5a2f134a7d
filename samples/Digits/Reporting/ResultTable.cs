using Shared.Reporting;
using Spectre.Console;
using static System.FormattableString;

namespace Digits.Reporting;

/// <summary>The table of the methods.</summary>
internal static class ResultTable
{
    /// <summary>Lays the rows out.</summary>
    public static Table Of(IReadOnlyList<MethodResult> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("method");
        table.AddColumn(new TableColumn("trainable").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("test accuracy").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("seconds").RightAligned().NoWrap());
        table.AddColumn("ranks");
        foreach (var row in rows)
        {
            table.AddRow(
                new Text(row.Method),
                new Text(Invariant($"{row.TrainableParameters:n0}")),
                new Text(Invariant($"{100 * row.TestAccuracy:0.0} %")),
                new Text(row.Seconds > 0 ? Invariant($"{row.Seconds:0.0}") : ""),
                new Text(RankText.Of(row.Ranks)));
        }

        return table;
    }
}
