using System.Text;
using System.Text.RegularExpressions;

namespace TextSample.Corpus;

/// <summary>What the author of a mail wrote: quotations are other mails' text, and would carry it from one part of the data to another.</summary>
internal static partial class WrittenText
{
    /// <summary>The text without quoted lines, without the lines that introduce them, and without the signature.</summary>
    public static string Of(string text)
    {
        var kept = new StringBuilder();
        foreach (var each in text.Split('\n'))
        {
            var line = Spaces().Replace(each, " ").Trim();
            if (each.TrimEnd('\r') == "-- ")
                break;
            if (line.Length > 0 && !Quotation().IsMatch(line))
                kept.Append(kept.Length > 0 ? "\n" : "").Append(line);
        }

        return kept.ToString();
    }

    [GeneratedRegex(@"^(?:[>|]|.{0,120}\b(?:wrote|writes|said)\s*:$|-+ ?Original Message ?-+$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Quotation();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
