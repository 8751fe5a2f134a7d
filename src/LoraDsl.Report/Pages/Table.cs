namespace LoraDsl.Reports.Html.Pages;

/// <summary>A table.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">Headings; those that begin with # are of figures, which stand on the right.</param>
/// <param name="Rows">Cells of each row; the first heads it.</param>
internal sealed record Table(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Markup>> Rows)
{
    /// <summary>Cells from texts.</summary>
    public static IReadOnlyList<Markup> Row(params IReadOnlyList<string> cells) => [.. cells.Select(cell => Markup.Of($"{cell}"))];

    /// <summary>The table as HTML; it scrolls by itself where it is too wide.</summary>
    public Markup Render(Markup attributes = default) => Markup.Of($"""
        <div class="scroll" tabindex="0" role="region" aria-label="{Caption}"><table{attributes}>
        <caption>{Caption}</caption>
        <thead><tr>{Markup.Join(Columns.Select(column => Markup.Of($"<th scope=\"col\"{Class(column)}>{column.TrimStart('#')}</th>")))}</tr></thead>
        <tbody>{Markup.Join(Rows.Select(Line))}</tbody>
        </table></div>
        """);

    private Markup Line(IReadOnlyList<Markup> cells) => Markup.Of($"<tr>{Markup.Join(cells.Select(Cell))}</tr>\n");

    private Markup Cell(Markup cell, int column) => column == 0
        ? Markup.Of($"<th scope=\"row\"{Class(Columns[column])}>{cell}</th>")
        : Markup.Of($"<td{Class(Columns[column])}>{cell}</td>");

    private static Markup Class(string column) => column.StartsWith('#') ? new Markup(" class=\"figure\"") : Markup.Empty;
}
