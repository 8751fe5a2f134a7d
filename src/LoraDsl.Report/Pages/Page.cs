using System.Text.Json;
using LoraDsl.Reports.Html.Charts;

namespace LoraDsl.Reports.Html.Pages;

/// <summary>A whole page: its head, its sections, and everything that they need.</summary>
/// <param name="Kind">What the page is about: a run, an experiment.</param>
/// <param name="Title">Its name.</param>
/// <param name="Status">The line below its name.</param>
/// <param name="Sections">Its sections.</param>
/// <param name="Charts">What its figures show.</param>
/// <param name="ChartScript">What draws them; <see langword="null"/> when there are only tables.</param>
/// <param name="HasSteps">Whether figures are over steps, so that a part of them can be chosen.</param>
internal sealed record Page(
    string Kind, string Title, Markup Status, IReadOnlyList<Section> Sections, PageCharts Charts, string? ChartScript, bool HasSteps)
{
    /// <summary>The page's text.</summary>
    public string Render()
    {
        var data = JsonSerializer.Serialize(Charts, ChartJson.Default.PageCharts);
        string[] scripts = [PageAssets.ThemeScript, PageAssets.TableScript, .. ChartScript is null ? Array.Empty<string>() : [ChartScript]];
        var policy = string.Join("; ", [
            "default-src 'none'",
            $"script-src {string.Join(' ', scripts.Select(PageAssets.Hash))}",
            $"style-src {PageAssets.Hash(PageAssets.Style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]);
        return Markup.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Title} – {Kind}</title>
            <link rel="icon" href="data:,">
            <script>{new Markup(PageAssets.ThemeScript)}</script>
            <style>{new Markup(PageAssets.Style)}</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <header class="masthead"><div class="wide">
            <p class="kind">{Kind}</p>
            <h1>{Title}</h1>
            <div class="status">{Status}</div>
            {Switch}
            </div></header>
            <nav class="contents" aria-label="Sections"><div class="wide">
            <ul>{Markup.Join(Sections.Select(section => Markup.Of($"<li><a href=\"#{section.Id}\">{section.Heading}</a></li>")))}</ul>
            {(HasSteps && ChartScript is not null ? Window : Markup.Empty)}
            </div></nav>
            <main id="main" class="wide">
            {WhyNoCharts}
            {Markup.Join(Sections.Select(section => section.Render()))}
            </main>
            <footer><div class="wide">{Credits}</div></footer>
            <script type="application/json" id="charts">{new Markup(ChartScript is null ? "null" : data)}</script>
            <script>{new Markup(PageAssets.TableScript)}</script>
            {(ChartScript is null ? Markup.Empty : Markup.Of($"<script>{new Markup(ChartScript)}</script>"))}
            </body>
            </html>

            """).Text;
    }

    private static Markup Switch => Markup.Of($"""
        <fieldset class="switch" hidden><legend>Colours</legend>
        <label><input type="radio" name="theme" value="system" checked><span>System</span></label>
        <label><input type="radio" name="theme" value="light"><span>Light</span></label>
        <label><input type="radio" name="theme" value="dark"><span>Dark</span></label>
        </fieldset>
        """);

    private static Markup Window => Markup.Of($"""
        <form class="window" id="window"><fieldset><legend>Steps shown</legend>
        <label>from <input type="number" name="from" inputmode="numeric"></label>
        <label>to <input type="number" name="to" inputmode="numeric"></label>
        <button type="reset">All</button>
        </fieldset></form>
        """);

    private Markup WhyNoCharts => ChartScript is not null
        ? Markup.Empty
        : Markup.Of($"<p class=\"notice\" role=\"note\" id=\"no-charts\"><strong>Tables only.</strong> {PageAssets.WhyNoCharts ?? "The charts were left out."}</p>");

    private Markup Credits
    {
        get
        {
            var library = ChartScript is null ? Markup.Empty : Markup.Of($"""
                <p>Charts: Apache ECharts, © The Apache Software Foundation, under the Apache License 2.0; with ZRender, © Baidu Inc., under the
                BSD 3-Clause License, and tslib, © Microsoft Corporation, under the 0BSD License.
                This product includes software developed at The Apache Software Foundation (apache.org).</p>
                """);
            return Markup.Of($"<p>Written by LoraDsl {typeof(Page).Assembly.GetName().Version!.ToString(3)}. The page needs nothing but this file.</p>{library}");
        }
    }
}
