using static System.FormattableString;

namespace RankStudy.Reporting;

/// <summary>A mean with its standard error.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Error">Standard deviation (n − 1) over √n; not a number for a single value.</param>
/// <param name="Count">Number of values.</param>
internal sealed record Summary(double Mean, double Error, int Count)
{
    /// <summary>Of values.</summary>
    public static Summary Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var squares = values.Sum(value => (value - mean) * (value - mean));
        return new Summary(mean, Math.Sqrt(squares / (values.Count - 1) / values.Count), values.Count);
    }

    /// <summary>Of the differences of values that belong together.</summary>
    public static Summary OfDifferences(IReadOnlyList<double> values, IReadOnlyList<double> references) =>
        Of([.. values.Zip(references, (value, reference) => value - reference)]);

    /// <summary>As parts of a hundred.</summary>
    public string Percent(bool signed = false) => signed
        ? Invariant($"{100 * Mean:+0.0;−0.0;0.0} ± {100 * Error:0.0}")
        : Invariant($"{100 * Mean:0.0} ± {100 * Error:0.0}");

    /// <summary>With three decimals.</summary>
    public string Plain(bool signed = false) => signed
        ? Invariant($"{Mean:+0.000;−0.000;0.000} ± {Error:0.000}")
        : Invariant($"{Mean:0.000} ± {Error:0.000}");
}
