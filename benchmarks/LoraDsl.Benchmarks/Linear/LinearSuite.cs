using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>One adapted linear layer against the same formula in the usual order, in PEFT's and in the best by hand, and against the frozen layer.</summary>
internal static class LinearSuite
{
    public const string Name = "linear";

    // Many processors have no fast product of bfloat16: those cases are small.
    private static readonly LinearCase[] Cases =
    [
        new(32, 768, 768, 8),
        new(128, 768, 768, 8),
        new(128, 2048, 2048, 16),
        new(128, 4096, 4096, 16),
        new(512, 768, 3072, 8),
        new(512, 2048, 2048, 16),
        new(512, 2048, 2048, 64),
        new(1024, 768, 768, 4),
        new(1024, 768, 768, 8),
        new(1024, 768, 3072, 8),
        new(1024, 1024, 1024, 16, Dropout: AdaptedLayer.DropProbability),
        new(2048, 1024, 1024, 16),
        new(2048, 1024, 1024, 32),
        new(4096, 768, 768, 16),
        new(32, 768, 768, 8, ScalarType.BFloat16),
        new(128, 768, 768, 16, ScalarType.BFloat16),
    ];

    /// <summary>What child processes can be asked for.</summary>
    public static IEnumerable<PeakCase> Peaks => Cases
        .Where(sizes => sizes is { Rows: >= 512, Rank: 8 or 16, Dropout: 0 })
        .SelectMany(sizes => new[]
        {
            new PeakCase(Name, sizes.ToString(), DoraContender.Subject, () => DoraContender.TryMake(sizes, CPU)!),
            new PeakCase(Name, sizes.ToString(), "lora", () => new LoraContender(sizes, CPU)),
        });

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        var wanted = Array.FindAll(Cases, sizes => options.Wants(Name, sizes.ToString()));
        using var worker = wanted.Length > 0 ? PythonWorker.TryStart() : null;
        foreach (var sizes in wanted)
        {
            foreach (var result in LinearRace.Time(Name, sizes, ["peft-python", "fused-python"], worker, options))
                yield return result;
        }

        foreach (var result in ChildPeak.Compare(Peaks, options, DoraContender.Subject))
            yield return result;
    }
}
