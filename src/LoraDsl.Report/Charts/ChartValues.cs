using System.Globalization;

namespace LoraDsl.Reports.Html.Charts;

/// <summary>Values as charts take them.</summary>
internal static class ChartValues
{
    /// <summary>Five digits that count: more cannot be seen, and would make the page several times larger.</summary>
    /// <returns><see langword="null"/> for a value that is infinite or no number.</returns>
    public static double? Of(double value) =>
        double.IsFinite(value) ? double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;

    /// <summary>All of them.</summary>
    public static double?[] Of(IReadOnlyList<double> values)
    {
        var kept = new double?[values.Count];
        for (var index = 0; index < kept.Length; index++)
            kept[index] = Of(values[index]);
        return kept;
    }

    /// <summary>Whether a logarithmic axis serves: all values are positive, and they span more than two powers of ten.</summary>
    public static bool SpanPowers(IEnumerable<double?> values)
    {
        var (least, greatest) = (double.PositiveInfinity, 0.0);
        foreach (var value in values)
        {
            if (value is not { } here)
                continue;
            if (here <= 0)
                return false;
            least = Math.Min(least, here);
            greatest = Math.Max(greatest, here);
        }

        return greatest > 100 * least;
    }
}
