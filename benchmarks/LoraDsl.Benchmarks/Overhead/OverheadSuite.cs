using System.Globalization;
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
            var calls = CallContender.Calls.ToString(CultureInfo.InvariantCulture);
            using var own = new CallContender(subject);
            using var python = new PythonContender("python", "overhead.py", subject.Name, calls);
            var times = Turns.Take([own, python], options.Rounds);
            yield return BenchmarkResult.Of(Name, subject.Name, own.Name, python.Name, "time", times[0], times[1]);
        }
    }
}
