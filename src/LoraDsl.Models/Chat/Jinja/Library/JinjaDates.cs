using System.Globalization;
using System.Text;

namespace LoraDsl.Models.Chat.Jinja.Library;

/// <summary>Dates as Python's <c>strftime</c> writes them.</summary>
internal static class JinjaDates
{
    /// <summary>Writes a date.</summary>
    /// <exception cref="ArgumentException">A code is not known.</exception>
    public static string Format(DateTimeOffset date, string format)
    {
        var text = new StringBuilder();
        for (var place = 0; place < format.Length; place++)
        {
            if (format[place] != '%' || place + 1 == format.Length)
            {
                text.Append(format[place]);
                continue;
            }

            var isShort = format[++place] == '-' && place + 1 < format.Length;
            var part = Part(date, format[isShort ? ++place : place]);
            text.Append(isShort && part.Length > 1 ? part.TrimStart('0') is { Length: > 0 } digits ? digits : "0" : part);
        }

        return text.ToString();
    }

    private static string Part(DateTimeOffset date, char code) => code switch
    {
        '%' => "%",
        'j' => date.DayOfYear.ToString("D3", CultureInfo.InvariantCulture),
        'w' => ((int)date.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        'F' => Part(date, 'Y') + "-" + Part(date, 'm') + "-" + Part(date, 'd'),
        'T' => Part(date, 'H') + ":" + Part(date, 'M') + ":" + Part(date, 'S'),
        _ => date.ToString(
            code switch
            {
                'Y' => "yyyy",
                'y' => "yy",
                'm' => "MM",
                'd' => "dd",
                'B' => "MMMM",
                'b' => "MMM",
                'A' => "dddd",
                'a' => "ddd",
                'H' => "HH",
                'I' => "hh",
                'M' => "mm",
                'S' => "ss",
                'f' => "ffffff",
                'p' => "tt",
                _ => throw new ArgumentException($"dates have no '%{code}' here"),
            },
            CultureInfo.InvariantCulture),
    };
}
