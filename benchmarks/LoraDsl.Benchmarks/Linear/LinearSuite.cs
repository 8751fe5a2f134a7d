using System.Globalization;
using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>One adapted linear layer against the usual formula, here and in Python, and against the frozen layer.</summary>
internal static class LinearSuite
{
    public const string Name = "linear";

    private static readonly LinearCase[] Cases =
    [
        new(128, 768, 768, 8),
        new(1024, 768, 768, 8),
        new(1024, 768, 3072, 8),
        new(2048, 1024, 1024, 16),
        new(512, 2048, 2048, 16),
    ];

    public static IEnumerable<BenchmarkResult> Run(Options options) =>
        Cases.Where(sizes => options.Wants(Name, sizes.ToString())).SelectMany(sizes => Run(sizes, options.Rounds));

    private static IEnumerable<BenchmarkResult> Run(LinearCase sizes, int rounds)
    {
        IContender[] contenders =
        [
            new LoraContender(sizes),
            new EagerContender(sizes),
            new PythonContender("eager-python", "eager_linear.py", Arguments(sizes)),
            new FrozenContender(sizes),
        ];
        try
        {
            var times = Turns.Take(contenders, rounds);
            for (var reference = 1; reference < contenders.Length; reference++)
            {
                yield return BenchmarkResult.Of(
                    Name, sizes.ToString(), contenders[0].Name, contenders[reference].Name, "time", times[0], times[reference]);
            }
        }
        finally
        {
            foreach (var contender in contenders)
                contender.Dispose();
        }
    }

    private static IEnumerable<string> Arguments(LinearCase sizes) =>
        new[] { sizes.Rows, sizes.In, sizes.Out, sizes.Rank, get_num_threads() }
            .Select(value => value.ToString(CultureInfo.InvariantCulture));
}
