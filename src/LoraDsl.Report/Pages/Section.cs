namespace LoraDsl.Reports.Html.Pages;

/// <summary>A section of a page.</summary>
/// <param name="Id">Where links lead to.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Body">What is below.</param>
internal sealed record Section(string Id, string Heading, Markup Body)
{
    /// <summary>The section as HTML.</summary>
    public Markup Render() => Markup.Of($"""
        <section id="{Id}" aria-labelledby="{Id}-heading">
        <h2 id="{Id}-heading">{Heading}</h2>
        {Body}
        </section>

        """);
}
