using System.Diagnostics;
using LoraDsl.Benchmarks;
using LoraDsl.Benchmarks.Linear;
using LoraDsl.Benchmarks.MaskMerge;
using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Benchmarks.Transformer;
using LoraDsl.Gpu.Exchange;

namespace LoraDsl.Gpu;

/// <summary>The program of eng/gpu-check.sh: checks, then benchmarks; writes gpu-check.md and gpu-check.json.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (arguments is not [var folder, .. var rest])
        {
            Console.Error.WriteLine("usage: LoraDsl.Gpu FOLDER [FILTER] [--device cpu|cuda] [--rounds N] [--small]");
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
        foreach (var outcome in DeviceCheck.All.Select(check => check.RunOn(options.Device)).Concat(PeftCheck.RunAll()))
        {
            outcomes.Add(outcome);
            Console.WriteLine($"{outcome.Outcome,-8} {outcome.Name}{(outcome.Detail.Length > 0 ? $": {outcome.Detail}" : "")}");
        }

        var results = new List<BenchmarkResult>();
        var report = new Report(options.Device.ToString(), outcomes, results);
        Report.Write(folder, report);
        var clock = Stopwatch.StartNew();
        foreach (var suite in Suites(options))
        {
            try
            {
                foreach (var result in suite(options))
                {
                    results.Add(result);
                    Console.WriteLine(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds,6:0.0} s {result}"));
                    // Whoever runs out of time keeps what there is.
                    Report.Write(folder, report);
                }
            }
            catch (Exception failure)
            {
                outcomes.Add(new CheckOutcome("The benchmarks run", "failed", failure.Message));
                Console.WriteLine($"failed   {failure.Message}");
                Report.Write(folder, report);
            }
        }

        var failed = outcomes.Count(outcome => outcome.Outcome == "failed");
        Console.WriteLine($"{outcomes.Count(outcome => outcome.Outcome == "passed")} passed, {failed} failed; written to {Path.GetFullPath(folder)}");
        return failed == 0 ? 0 : 1;
    }

    // The most telling first: time may run out.
    private static IReadOnlyList<Func<Options, IEnumerable<BenchmarkResult>>> Suites(Options options)
    {
        if (PythonWorker.Lacks("torch") is { } missing)
        {
            Console.WriteLine($"{missing}: the benchmarks that compare with Python are left out.");
            return [MaskMergeSuite.Run];
        }

        return options.Device.type == TorchSharp.DeviceType.CUDA || options.Small
            ? [LlamaSuite.Run, LlamaStepSuite.Run, MaskMergeSuite.Run]
            : [LinearSuite.Run, MaskMergeSuite.Run];
    }
}
