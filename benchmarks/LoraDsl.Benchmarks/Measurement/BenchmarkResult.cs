using static System.FormattableString;

namespace LoraDsl.Benchmarks.Measurement;

/// <summary>How a subject stands to a reference.</summary>
/// <param name="Suite">Name of the suite.</param>
/// <param name="Case">The sizes, in words.</param>
/// <param name="Subject">What is measured.</param>
/// <param name="Reference">What it is compared with.</param>
/// <param name="Metric"><c>time</c>, <c>forward</c>, <c>peak</c>, <c>peak_mb</c>, <c>bytes</c>, <c>ms</c> or <c>us</c>.</param>
/// <param name="Ratio">Subject over reference, median over the rounds; the value itself where there is no reference.</param>
/// <param name="Low">Lower quartile of the ratio.</param>
/// <param name="High">Upper quartile of the ratio.</param>
internal sealed record BenchmarkResult(
    string Suite, string Case, string Subject, string Reference, string Metric, double Ratio, double Low, double High)
{
    /// <summary>A line for the terminal.</summary>
    public override string ToString() =>
        Invariant($"{Suite,-8} {Case,-40} {Metric,-10} {Subject} / {Reference,-14} {Ratio,6:0.000}  [{Low:0.000} … {High:0.000}]");

    /// <summary>The median and the quartiles of the ratio, formed round by round.</summary>
    public static BenchmarkResult Of(
        string suite, string @case, string subject, string reference, string metric, IReadOnlyList<double> subjects, IReadOnlyList<double> references)
    {
        double[] ratios = [.. subjects.Zip(references, (a, b) => a / b).Order()];
        return new BenchmarkResult(
            suite, @case, subject, reference, metric, Quantile(ratios, 0.5), Quantile(ratios, 0.25), Quantile(ratios, 0.75));
    }

    private static double Quantile(double[] ordered, double part)
    {
        var position = part * (ordered.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, ordered.Length - 1);
        return ordered[below] + ((ordered[above] - ordered[below]) * (position - below));
    }
}
