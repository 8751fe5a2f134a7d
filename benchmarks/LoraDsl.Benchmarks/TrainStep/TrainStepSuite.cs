using System.Globalization;
using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.TrainStep;

/// <summary>A training step of the sample's transformer, against the same in Python.</summary>
internal static class TrainStepSuite
{
    public const string Name = "train-step";

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        foreach (var sizes in TrainStepCase.All.Where(sizes => options.Wants(Name, sizes.ToString())))
        {
            using var own = new TrainStepContender(sizes, options.Device);
            using var python = new PythonContender("python", "train_step.py", Arguments(sizes, options.Device));
            var times = Turns.Take([own, python], options.Rounds);
            yield return BenchmarkResult.Of(Name, sizes.ToString(), own.Name, python.Name, "time", times[0], times[1]);
        }
    }

    private static IEnumerable<string> Arguments(TrainStepCase sizes, Device device) =>
        [.. sizes.Arguments.Append(get_num_threads()).Select(value => value.ToString(CultureInfo.InvariantCulture)), device.ToString()];
}
