using static System.FormattableString;

namespace LoraDsl.Benchmarks.Measurement;

/// <summary>The mean and the worst ratio over the cases of a suite.</summary>
internal static class Summary
{
    public static IEnumerable<string> Of(IEnumerable<BenchmarkResult> results) =>
        results
            .GroupBy(result => (result.Suite, result.Subject, result.Reference, result.Metric))
            .Select(group => Invariant(
                $"{group.Key.Suite}: {group.Key.Metric} of {group.Key.Subject} / {group.Key.Reference}: mean {group.Average(result => result.Ratio):0.000}, worst {group.Max(result => result.Ratio):0.000} over {group.Count()} cases"));
}
