namespace LoraDsl.Reports.Html.Pages;

/// <summary>HTML. Made from interpolated strings, whose values are escaped unless they are markup themselves.</summary>
/// <param name="Text">The HTML's text.</param>
internal readonly record struct Markup(string Text)
{
    /// <summary>No HTML.</summary>
    public static Markup Empty { get; } = new(string.Empty);

    /// <summary>HTML from an interpolated string.</summary>
    public static Markup Of(MarkupHandler text) => new(text.ToString());

    /// <summary>One after the other.</summary>
    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Text)));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
