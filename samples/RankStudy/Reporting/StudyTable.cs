using System.Text;
using Spectre.Console;

namespace RankStudy.Reporting;

/// <summary>A table for the terminal and for a document.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Columns">Names of the columns; the first is text, the others are numbers unless <paramref name="IsText"/>.</param>
/// <param name="Rows">The cells.</param>
/// <param name="IsText">Whether all cells are text.</param>
internal sealed record StudyTable(
    string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, bool IsText = false)
{
    /// <summary>For the terminal.</summary>
    public Table ToSpectre()
    {
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(Title));
        foreach (var (index, column) in Columns.Index())
        {
            var added = new TableColumn(Markup.Escape(column));
            table.AddColumn(IsNumber(index) ? added.RightAligned().NoWrap() : added);
        }

        foreach (var row in Rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        return table;
    }

    /// <summary>For a document, below a heading.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("### ").Append(Title).Append("\n\n");
        Append(text, Columns);
        Append(text, [.. Columns.Select((_, index) => IsNumber(index) ? "--:" : "---")]);
        foreach (var row in Rows)
            Append(text, row);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private bool IsNumber(int column) => column > 0 && !IsText;
}
