using System.Text.Json;
using LoraDsl.Ranks;
using Spectre.Console;
using static System.FormattableString;

namespace LoraDsl.Terminal;

/// <summary>Recommended ranks as a table for a terminal: <c>AnsiConsole.Write(recommended.ToTable())</c>.</summary>
public static class RecommendationTables
{
    /// <summary>A row for each layer: its type, rank, parameters, and why.</summary>
    public static Table ToTable(this RankRecommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(recommendation);
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("layer")
            .AddColumn("type")
            .AddColumn(new TableColumn("rank").RightAligned().NoWrap())
            .AddColumn(new TableColumn("parameters").RightAligned().NoWrap())
            .AddColumn("why");
        table.Title = new TableTitle(Markup.Escape(recommendation.Summary));
        foreach (var rank in recommendation.Ranks)
        {
            table.AddRow(
                new Text(rank.Layer),
                new Text(JsonNamingPolicy.SnakeCaseLower.ConvertName(rank.Type.ToString())),
                new Text(Invariant($"{rank.Rank}")),
                new Text(Invariant($"{rank.Parameters:N0}")),
                new Text(rank.Why));
        }

        return table;
    }
}
