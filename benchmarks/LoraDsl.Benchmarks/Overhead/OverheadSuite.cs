using System.Text.Json.Nodes;
using LoraDsl.Benchmarks.Measurement;

namespace LoraDsl.Benchmarks.Overhead;

/// <summary>What a call costs, against the same call from Python.</summary>
internal static class OverheadSuite
{
    public const string Name = "overhead";

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        foreach (var subject in OverheadCase.All().Where(subject => options.Wants(Name, subject.Name)))
        {
            using var worker = new PythonWorker();
            using var own = new CallContender(subject);
            using var python = worker.Open("python", "overhead", new JsonObject { ["case"] = subject.Name, ["calls"] = CallContender.Calls });
            var times = Turns.Take([own, python], options.Rounds);
            yield return BenchmarkResult.Of(Name, subject.Name, own.Name, python.Name, "time", times[0], times[1]);
        }
    }
}
