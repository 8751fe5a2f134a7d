using System.Text.Json.Nodes;
using LoraDsl.Benchmarks.Measurement;

namespace LoraDsl.Benchmarks.TrainStep;

/// <summary>A training step of the sample's transformer, against the same in Python.</summary>
internal static class TrainStepSuite
{
    public const string Name = "train-step";

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        foreach (var sizes in TrainStepCase.All.Where(sizes => options.Wants(Name, sizes.ToString())))
        {
            using var worker = new PythonWorker();
            using var own = new TrainStepContender(sizes, options.Device);
            var settings = new JsonObject
            {
                ["shape"] = new JsonArray([.. sizes.Arguments.Select(value => (JsonNode)value)]),
                ["device"] = options.Device.ToString(),
            };
            using var python = worker.Open("python", "train-step", settings);
            var times = Turns.Take([own, python], options.Rounds);
            yield return BenchmarkResult.Of(Name, sizes.ToString(), own.Name, python.Name, "time", times[0], times[1]);
        }
    }
}
