namespace LoraDsl.Reports.Html.Pages;

/// <summary>A chart with its caption and the table that says the same.</summary>
/// <param name="Id">The chart's name among the page's charts.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Caption">What is to be known of it.</param>
/// <param name="Summary">What it shows, in words, for those who do not see it.</param>
/// <param name="Table">The same in figures.</param>
internal sealed record ChartFigure(string Id, string Heading, Markup Caption, string Summary, Table Table)
{
    /// <summary>Whether it takes the page's whole width.</summary>
    public bool Wide { get; init; }

    /// <summary>The figure as HTML.</summary>
    /// <param name="drawn">Whether there is a script that draws it.</param>
    public Markup Render(bool drawn)
    {
        var plot = Markup.Of($"<div class=\"legend\"></div><div class=\"plot\" role=\"img\" tabindex=\"0\" aria-label=\"{Summary}\"></div>");
        return Markup.Of($"""
            <figure class="chart{(Wide ? " whole" : string.Empty)}" id="figure-{Id}"{(drawn ? Markup.Of($" data-chart=\"{Id}\"") : Markup.Empty)}>
            <figcaption><h3>{Heading}</h3><p>{Caption}</p></figcaption>
            {(drawn ? plot : Markup.Of($"<p class=\"summary\">{Summary}</p>"))}
            <details{(drawn ? Markup.Empty : new Markup(" open"))}><summary>Table: {Table.Caption}</summary>{Table.Render()}</details>
            </figure>

            """);
    }
}
