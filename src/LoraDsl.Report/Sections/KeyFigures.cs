using LoraDsl.Reports.Html.Pages;

namespace LoraDsl.Reports.Html.Sections;

/// <summary>The figures at the head of a page.</summary>
internal static class KeyFigures
{
    /// <summary>A list of figures.</summary>
    /// <param name="figures">What each is, the figure, and what is to be known of it.</param>
    public static Markup Of(params IEnumerable<(string Name, string Value, string Note)> figures) => Markup.Of($"""
        <dl class="key">{Markup.Join(figures.Select(figure => Markup.Of(
            $"<div><dt>{figure.Name}</dt><dd>{figure.Value}</dd>{Note(figure.Note)}</div>")))}</dl>
        """);

    private static Markup Note(string text) => text.Length == 0 ? Markup.Empty : Markup.Of($"<dd class=\"note\">{text}</dd>");
}
