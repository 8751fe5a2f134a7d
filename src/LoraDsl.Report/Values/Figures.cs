using System.Globalization;

namespace LoraDsl.Reports.Html.Values;

/// <summary>Figures as people read them.</summary>
internal static class Figures
{
    private const string None = "–";

    /// <summary>Four digits that count: 0.1234, 12.34, 1.234e-5.</summary>
    public static string Number(double? value)
    {
        if (value is not { } number)
            return None;
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "not a number" : number > 0 ? "∞" : "−∞";
        var size = Math.Abs(number);
        var format = size switch
        {
            0 => "0",
            < 1e-3 or >= 1e6 => "0.000e+0",
            < 1 => "0.0000",
            < 10 => "0.000",
            < 100 => "0.00",
            < 1000 => "0.0",
            _ => "#,0",
        };
        return number.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>A whole number, with a comma for each thousand.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A number with its noun: 1 step, 2 steps.</summary>
    public static string Count(long value, string noun) => $"{Count(value)} {noun}{(value == 1 ? string.Empty : "s")}";

    /// <summary>A share of 1 in percent.</summary>
    public static string Percent(double value) => value.ToString(value is > 0 and < 0.01 ? "0.00##%" : "0.0%", CultureInfo.InvariantCulture).Replace("%", " %", StringComparison.Ordinal);

    /// <summary>A score: in percent when it is a share of 1.</summary>
    public static string Score(double? value, bool share) => value is { } score && share && double.IsFinite(score) ? Percent(score) : Number(value);

    /// <summary>A learning rate, as it is written in programs: 1e-3.</summary>
    public static string Rate(double value) => value.ToString("0.######e+0", CultureInfo.InvariantCulture);

    /// <summary>A time: 0.4 s, 12 s, 3 min 20 s, 2 h 05 min.</summary>
    public static string Duration(double seconds)
    {
        if (seconds < 10)
            return seconds.ToString("0.0 s", CultureInfo.InvariantCulture);
        var whole = TimeSpan.FromSeconds(Math.Round(seconds));
        return whole switch
        {
            { TotalMinutes: < 1 } => $"{whole.Seconds} s",
            { TotalHours: < 1 } => $"{whole.Minutes} min {whole.Seconds:00} s",
            _ => $"{Count((long)whole.TotalHours)} h {whole.Minutes:00} min",
        };
    }

    /// <summary>A time, in UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
