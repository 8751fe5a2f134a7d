using Spectre.Console;
using static System.FormattableString;

namespace SparseDigits.Reporting;

/// <summary>The table of the methods.</summary>
internal static class ResultTable
{
    /// <summary>Lays the rows out.</summary>
    public static Table Of(IReadOnlyList<SparseResult> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("pruned to", "then");
        table.AddColumn(new TableColumn("trainable").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("test accuracy").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("zeros").RightAligned().NoWrap());
        table.AddColumn("pattern");
        table.AddColumn(new TableColumn("seconds").RightAligned().NoWrap());
        foreach (var row in rows)
        {
            table.AddRow(
                new Text(row.Pattern),
                new Text(row.Method),
                new Text(Invariant($"{row.TrainableParameters:n0}")),
                new Text(Invariant($"{100 * row.TestAccuracy:0.0} %")),
                new Text(Invariant($"{100 * row.Sparsity:0.0} %")),
                new Text(row.KeepsPattern ? "kept" : "lost"),
                new Text(row.Seconds > 0 ? Invariant($"{row.Seconds:0.0}") : ""));
        }

        return table;
    }
}
