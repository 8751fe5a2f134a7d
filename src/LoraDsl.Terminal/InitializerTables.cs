using LoraDsl.Analysis;
using Spectre.Console;
using static System.FormattableString;

namespace LoraDsl.Terminal;

/// <summary>The comparison of initializers as a table for a terminal: <c>AnsiConsole.Write(report.ToTable())</c>.</summary>
public static class InitializerTables
{
    /// <summary>A row for each initializer, and who was fastest and most stable.</summary>
    public static Table ToTable(this InitializerReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var table = new Table().Border(TableBorder.Simple).AddColumn("initializer");
        foreach (var name in (string[])["‖ΔW‖", "spectral", "condition", "gradient", "steps", "reached", "final loss", "deviation", "diverged"])
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        table.Caption = new TableTitle(Markup.Escape(report.Verdict));
        foreach (var result in report.Results)
        {
            table.AddRow(
                new Text(result.Initializer),
                new Text(Figure(result.UpdateNorm)),
                new Text(Figure(result.SpectralNorm)),
                new Text(Figure(result.ConditionNumber)),
                new Text(Figure(result.GradientNorm)),
                new Text(Figure(result.StepsToTarget)),
                new Text(Invariant($"{result.Reached}/{result.Trials.Count}")),
                new Text(Figure(result.FinalLoss)),
                new Text(Figure(result.FinalLossDeviation)),
                new Text(Invariant($"{result.Diverged}")));
        }

        return table;
    }

    /// <summary>A figure in four digits, or a dash.</summary>
    private static string Figure(double? value) => value is { } known ? Invariant($"{known:g4}") : "-";
}
