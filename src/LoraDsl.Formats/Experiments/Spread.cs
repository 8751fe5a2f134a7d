namespace LoraDsl.Formats.Experiments;

/// <summary>A figure over several seeds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The sample's standard deviation (n − 1), or <see langword="null"/> with one value.</param>
/// <param name="Least">The least value.</param>
/// <param name="Greatest">The greatest value.</param>
/// <param name="Count">How many values.</param>
public sealed record Spread(double Mean, double? StandardDeviation, double Least, double Greatest, int Count)
{
    /// <summary>The standard error of the mean, or <see langword="null"/> with one value.</summary>
    public double? StandardError => StandardDeviation / Math.Sqrt(Count);

    /// <summary>The spread of some values.</summary>
    /// <param name="values">The values.</param>
    /// <returns><see langword="null"/> when there are none.</returns>
    internal static Spread? Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            return null;
        var mean = values.Average();
        double? deviation = values.Count == 1 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        return new Spread(mean, deviation, values.Min(), values.Max(), values.Count);
    }
}
