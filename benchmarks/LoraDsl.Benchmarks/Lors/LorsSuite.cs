using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Lors;

/// <summary>A sparse block with LoRS against the other ways to adapt it, and against the frozen block.</summary>
internal static class LorsSuite
{
    public const string Name = "lors";

    private const string Subject = "lors";

    private static readonly LorsCase[] Cases =
    [
        new(256, 1024, 2816, 16, SparsePattern.Half),
        new(512, 1024, 2816, 64, SparsePattern.Half),
        new(1024, 1024, 2816, 16, SparsePattern.TwoOfFour),
        new(2048, 1024, 2816, 8, SparsePattern.Half),
        new(256, 2048, 5632, 8, SparsePattern.Half),
        new(512, 2048, 5632, 16, SparsePattern.TwoOfFour),
    ];

    private static readonly (string Name, Func<LorsCase, Device, BlockContender> Make)[] Makers =
    [
        (Subject, (sizes, device) => new LorsContender(sizes, device)),
        ("spp", Baselines.Spp),
        ("sqft", Baselines.Sqft),
        ("sp-lora", Baselines.SpLora),
        ("lora", Baselines.Lora),
        ("frozen", (sizes, device) => new FrozenContender(sizes, device)),
    ];

    /// <summary>What child processes can be asked for.</summary>
    public static IEnumerable<PeakCase> Peaks => Cases.SelectMany(sizes => Makers.Select(contender => new PeakCase(
        Name, sizes.ToString(), contender.Name, () => contender.Make(sizes, CPU))));

    public static IEnumerable<BenchmarkResult> Run(Options options) =>
        Array.FindAll(Cases, sizes => options.Wants(Name, sizes.ToString()))
            .SelectMany(sizes => Time(sizes, options))
            .Concat(ChildPeak.Compare(Peaks, options, Subject));

    private static IEnumerable<BenchmarkResult> Time(LorsCase sizes, Options options)
    {
        BlockContender[] contenders = [.. Makers.Select(contender => contender.Make(sizes, options.Device))];
        try
        {
            var times = Turns.Take(contenders, options.Rounds);
            for (var reference = 1; reference < contenders.Length; reference++)
                yield return BenchmarkResult.Of(Name, sizes.ToString(), Subject, contenders[reference].Name, "time", times[0], times[reference]);
        }
        finally
        {
            Array.ForEach(contenders, contender => contender.Dispose());
        }
    }
}
