namespace LoraDsl.Monitoring;

/// <summary>Values counted in buckets of equal width between the least and the greatest.</summary>
/// <param name="Least">The least value.</param>
/// <param name="Greatest">The greatest value.</param>
/// <param name="Count">How many values.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="SumOfSquares">The sum of their squares.</param>
/// <param name="Limits">The upper end of each bucket.</param>
/// <param name="Counts">How many values are in it.</param>
internal sealed record HistogramValues(
    double Least, double Greatest, double Count, double Sum, double SumOfSquares, IReadOnlyList<double> Limits, IReadOnlyList<double> Counts)
{
    private const int Buckets = 30;

    /// <summary>Counts the finite ones of some values.</summary>
    /// <returns><see langword="null"/> when there are none.</returns>
    public static HistogramValues? Of(ReadOnlySpan<double> values)
    {
        var (least, greatest, count, sum, squares) = (double.PositiveInfinity, double.NegativeInfinity, 0, 0.0, 0.0);
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                continue;
            (least, greatest, count) = (Math.Min(least, value), Math.Max(greatest, value), count + 1);
            (sum, squares) = (sum + value, squares + (value * value));
        }

        if (count == 0)
            return null;
        var buckets = least < greatest ? Buckets : 1;
        var width = (greatest - least) / buckets;
        var counts = new double[buckets];
        foreach (var value in values)
        {
            if (double.IsFinite(value))
                counts[least < greatest ? Math.Min(buckets - 1, (int)((value - least) / width)) : 0]++;
        }

        return new HistogramValues(
            least, greatest, count, sum, squares, [.. Enumerable.Range(1, buckets).Select(bucket => bucket == buckets ? greatest : least + (bucket * width))], counts);
    }
}
