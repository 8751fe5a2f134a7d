using LoraDsl.Allocation;
using LoraDsl.Reports;
using Spectre.Console;
using static System.FormattableString;

namespace LoraDsl.Terminal;

/// <summary>Reports as tables for a terminal: <c>AnsiConsole.Write(report.ToTable())</c>.</summary>
public static class RankTables
{
    /// <summary>A row for each adapter: score, share, bounds, rank, parameters, and why.</summary>
    public static Table ToTable(this RankAllocation report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var table = Empty("adapter", "score", "share", "bounds", "rank", "parameters", "why");
        table.Title = new TableTitle(Markup.Escape(string.Join('\n', report.Summary)));
        foreach (var entry in report.Ranks)
        {
            table.AddRow(
                new Text(entry.Path),
                new Text(Invariant($"{entry.Score:0.000e+0}")),
                new Text(Invariant($"{100 * entry.Share:0.0} %")),
                new Text(Invariant($"{entry.MinRank}–{entry.MaxRank}")),
                new Text(Invariant($"{entry.Rank}")),
                new Text(Invariant($"{entry.Parameters:n0}")),
                new Text(entry.Why));
        }

        return table;
    }

    /// <summary>A row for each change: step, adapter, ranks, what changed it, and why.</summary>
    public static Table ToTable(this RankHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var table = Empty("adapter", "step", "from", "to", "by", "why");
        foreach (var change in history.Changes)
        {
            table.AddRow(
                new Text(change.Path),
                new Text(Invariant($"{change.Step}")),
                new Text(Invariant($"{change.OldRank}")),
                new Text(Invariant($"{change.NewRank}")),
                new Text(change.Kind.ToString()),
                new Text(change.Reason));
        }

        return table;
    }

    // Words stand on the left, figures on the right.
    private static Table Empty(string first, params IEnumerable<string> others)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (var name in others)
        {
            var column = new TableColumn(name);
            table.AddColumn(name is "why" or "by" ? column : column.RightAligned().NoWrap());
        }

        return table;
    }
}
