using LoraDsl.Benchmarks;
using LoraDsl.Benchmarks.Linear;
using LoraDsl.Benchmarks.MaskMerge;
using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Benchmarks.TrainStep;

namespace LoraDsl.Gpu;

/// <summary>The program of eng/gpu-check.sh: checks, then benchmarks; writes gpu-check.md and gpu-check.json.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (arguments is not [var folder, .. var rest])
        {
            Console.Error.WriteLine("usage: LoraDsl.Gpu FOLDER [FILTER] [--device cpu|cuda] [--rounds N]");
            return 2;
        }

        Options options;
        try
        {
            options = Options.Parse(rest);
        }
        catch (ArgumentException error)
        {
            Console.Error.WriteLine(error.Message);
            return 2;
        }

        var outcomes = new List<CheckOutcome>();
        foreach (var check in DeviceCheck.All)
        {
            var outcome = check.RunOn(options.Device);
            outcomes.Add(outcome);
            Console.WriteLine($"{outcome.Outcome,-8} {outcome.Name}{(outcome.Detail.Length > 0 ? $": {outcome.Detail}" : "")}");
        }

        var results = new List<BenchmarkResult>();
        foreach (var result in LinearSuite.Run(options).Concat(TrainStepSuite.Run(options)).Concat(MaskMergeSuite.Run(options)))
        {
            results.Add(result);
            Console.WriteLine(result);
        }

        Report.Write(folder, new Report(options.Device.ToString(), outcomes, results));
        var failed = outcomes.Count(outcome => outcome.Outcome == "failed");
        Console.WriteLine($"{outcomes.Count(outcome => outcome.Outcome == "passed")} passed, {failed} failed; written to {Path.GetFullPath(folder)}");
        return failed == 0 ? 0 : 1;
    }
}
