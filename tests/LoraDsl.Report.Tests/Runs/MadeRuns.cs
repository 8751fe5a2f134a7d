using LoraDsl.Formats.Runs;
using LoraDsl.Reports.Html.History;

namespace LoraDsl.Report.Tests.Runs;

/// <summary>Runs whose every figure is known.</summary>
internal static class MadeRuns
{
    public static RunDescription Description(string name, params string[] adapters) => new(
        name,
        "Net",
        new DateTimeOffset(2026, 3, 4, 5, 6, 0, TimeSpan.Zero),
        7,
        10_000,
        12,
        [.. adapters.Select(path => new RunAdapter(path, "adaptive LoRA", 64, 48, 4, 448))],
        new Dictionary<string, string> { ["batch size"] = "32", ["optimizer"] = "AdamW" });

    public static StepMetrics Step(long step, double loss, double? accuracy, params AdapterMetrics[] adapters) =>
        new(step, loss, accuracy, 1e-3 / step, 0.01, adapters);

    public static AdapterMetrics Adapter(string path, int rank, double gradient = 0.5) => new(path, rank, 112 * rank, 1.5, 0.25 * rank, gradient);

    /// <summary>A loss that falls from 2, with ranks of 4 that are 6 from step 11 on.</summary>
    public static IEnumerable<StepMetrics> Falling(int steps, params string[] adapters) => Enumerable.Range(1, steps).Select(step => Step(
        step,
        2.0 / step,
        1 - (1.0 / step),
        [.. adapters.Select((path, index) => Adapter(path, step > 10 ? 6 : 4, (index + 1.0) / step))]));

    public static RunHistory History(RunDescription description, IEnumerable<StepMetrics> records, params IReadOnlyList<ValidationMetrics> validations)
    {
        var steps = new StepHistory(description.Adapters.Select(adapter => adapter.Path));
        foreach (var metrics in records)
            steps.Append(metrics);
        return new RunHistory(description, null, steps, validations, [], new TrainingAdvisor().Advise(steps.Last));
    }
}
