using System.Text.Json.Nodes;
using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Group;

/// <summary>A group of three adapted layers against the same layers one by one, the usual formula here and in Python, and the frozen layers.</summary>
internal static class GroupSuite
{
    public const string Name = "group";

    private static readonly GroupCase[] Cases =
    [
        new(128, 768),
        new(128, 1024),
        new(128, 2048),
        new(512, 768),
        new(512, 2048),
        new(2048, 768),
        new(2048, 1024),
    ];

    public static IEnumerable<BenchmarkResult> Run(Options options) =>
        Array.FindAll(Cases, sizes => options.Wants(Name, sizes.ToString())).SelectMany(sizes => Time(sizes, options));

    private static IEnumerable<BenchmarkResult> Time(GroupCase sizes, Options options)
    {
        using var worker = PythonWorker.TryStart();
        List<IContender> contenders =
        [
            new LoraContender(sizes, options.Device, isTogether: true),
            new LoraContender(sizes, options.Device, isTogether: false),
            new EagerContender(sizes, options.Device),
            new FrozenContender(sizes, options.Device),
        ];
        if (worker is not null)
            contenders.Add(worker.Open("eager-python", "group", Settings(sizes, options.Device)));
        try
        {
            var times = Turns.Take(contenders, options.Rounds);
            for (var reference = 1; reference < contenders.Count; reference++)
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

    private static JsonObject Settings(GroupCase sizes, Device device) => new()
    {
        ["rows"] = sizes.Rows,
        ["width"] = sizes.Width,
        ["rank"] = GroupCase.Rank,
        ["device"] = device.ToString(),
    };
}
