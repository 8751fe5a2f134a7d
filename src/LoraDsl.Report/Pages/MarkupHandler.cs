using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace LoraDsl.Reports.Html.Pages;

/// <summary>Builds <see cref="Markup"/> from an interpolated string: names of models, adapters and settings are text, whatever they hold.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupHandler(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + (16 * formattedCount));

    /// <summary>Appends HTML as it stands in the source.</summary>
    public void AppendLiteral(string value) => text.Append(value);

    /// <summary>Appends HTML.</summary>
    public void AppendFormatted(Markup value) => text.Append(value.Text);

    /// <summary>Appends text.</summary>
    public void AppendFormatted(string? value) => text.Append(WebUtility.HtmlEncode(value));

    /// <summary>Appends a number as machines write it.</summary>
    public void AppendFormatted<T>(T value)
        where T : struct, IFormattable => AppendFormatted(value.ToString(null, CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}
