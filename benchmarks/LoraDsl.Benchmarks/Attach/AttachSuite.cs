using LoraDsl.Benchmarks.Measurement;

namespace LoraDsl.Benchmarks.Attach;

/// <summary>
/// What a model of 10,000 adapted layers costs a layer before its first step and around it: against one of 1,000, and against ten of them
/// that live together, with which the garbage collector and the caches have as much to do.
/// </summary>
internal static class AttachSuite
{
    public const string Name = "attach";

    private const int Few = 1_000;
    private const int Many = 10_000;
    private const int MostRounds = 7;

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        if (!Array.Exists(LayerCosts.Operations, operation => options.Wants(Name, Case(operation))))
            yield break;
        for (var round = 0; round < 3; round++)
            LayerCosts.Measure(1, Few);
        var rounds = Enumerable.Range(0, Math.Min(options.Rounds, MostRounds)).Select(_ => (
            Many: LayerCosts.Measure(1, Many), Ten: LayerCosts.Measure(Many / Few, Few), Few: LayerCosts.Measure(1, Few))).ToList();
        foreach (var (index, operation) in LayerCosts.Operations.Index())
        {
            yield return Result("ten of 1000", "time", round => round.Many[index].Seconds, round => round.Ten[index].Seconds);
            yield return Result("1000", "time", round => round.Many[index].Seconds, round => round.Few[index].Seconds);
            yield return Result("1000", "bytes", round => round.Many[index].Bytes, round => round.Few[index].Bytes);

            BenchmarkResult Result(
                string reference,
                string metric,
                Func<(List<LayerCost> Many, List<LayerCost> Ten, List<LayerCost> Few), double> subject,
                Func<(List<LayerCost> Many, List<LayerCost> Ten, List<LayerCost> Few), double> other) =>
                BenchmarkResult.Of(Name, Case(operation), "10000", reference, metric, [.. rounds.Select(subject)], [.. rounds.Select(other)]);
        }
    }

    private static string Case(string operation) => $"{operation}, a layer";
}
