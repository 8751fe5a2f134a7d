using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Benchmarks.Transformer;

namespace LoraDsl.Benchmarks.Memory;

/// <summary>
/// The peak of resident memory in training by every method, above what model and inputs take, against the frozen blocks and the formula
/// as it is usually written: with a dispose scope around each step, and without any in the loop, where the garbage collector frees alone.
/// </summary>
internal static class MemorySuite
{
    public const string Name = "memory";

    private static readonly TransformerCase Sizes = new(1, 2048, 256, 688, 4);

    private static readonly (string Case, bool HasScope)[] Loops = [("a scope a step", true), ("no scope", false)];

    private static readonly Formula[] References = [Formula.Frozen, Formula.Eager, Formula.Composition, Formula.EagerDropout];

    /// <summary>What child processes can be asked for.</summary>
    public static IEnumerable<PeakCase> Peaks => Loops.SelectMany(loop => References
        .Select(formula => new PeakCase(Name, loop.Case, formula.Name, () => MemoryContender.Of(formula, Sizes, loop.HasScope)))
        .Concat(MethodBlocks.All.Select(method => new PeakCase(
            Name, loop.Case, method.Name, () => MemoryContender.Of(method.Name, Sizes, loop.HasScope, () => method.Make(Sizes))))));

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        if (!ChildPeak.CanMeasure(options))
            yield break;
        foreach (var loop in Peaks.Where(peak => options.Wants(Name, peak.Case)).GroupBy(peak => peak.Case))
        {
            var references = new Dictionary<string, double[]>();
            foreach (var peak in loop)
            {
                var bytes = ChildPeak.Of(peak, options);
                references[peak.Contender] = bytes;
                yield return BenchmarkResult.Of(Name, loop.Key, peak.Contender, "-", "peak_mb", [.. bytes.Select(each => each / 1e6)], [.. bytes.Select(_ => 1.0)]);
                if (peak.Contender != Formula.Frozen.Name)
                    yield return Ratio(Formula.Frozen.Name);
                if (MethodBlocks.All.Any(method => method.Name == peak.Contender))
                    yield return Ratio(peak.Contender == MethodBlocks.Dropout ? Formula.EagerDropout.Name : Formula.Eager.Name);

                BenchmarkResult Ratio(string reference) =>
                    BenchmarkResult.Of(Name, loop.Key, peak.Contender, reference, ChildPeak.Metric, bytes, references[reference]);
            }
        }
    }
}
