using System.Diagnostics;
using System.Globalization;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Measurement;

/// <summary>
/// The peak of resident memory during some steps, above what model and inputs take: VmHWM of a process of its own, which is this program
/// again. Tensors of 64 KiB and more are mapped one by one there, so that what is freed returns to the system.
/// </summary>
internal static class ChildPeak
{
    /// <summary>First argument of a child process.</summary>
    public const string Verb = "child-peak";

    /// <summary>The metric of ratios.</summary>
    public const string Metric = "peak";

    private const int Steps = 4;

    /// <summary>Child processes a contender; their figures differ by what the garbage collector does when.</summary>
    private const int MostProcesses = 3;

    /// <summary>Whether there is something to read: Linux tells a process's peak, and a GPU's memory is not in it.</summary>
    public static bool CanMeasure(Options options) => OperatingSystem.IsLinux() && options.Device.type == TorchSharp.DeviceType.CPU;

    /// <summary>Bytes of each child process.</summary>
    public static double[] Of(PeakCase work, Options options) =>
        [.. Enumerable.Range(0, Math.Min(options.Rounds, MostProcesses)).Select(_ => InChild(work.Key))];

    /// <summary>The subjects' peaks over the others', case by case.</summary>
    /// <param name="peaks">The contenders of all cases.</param>
    /// <param name="options">The options.</param>
    /// <param name="subjects">Who is compared with all others.</param>
    public static IEnumerable<BenchmarkResult> Compare(IEnumerable<PeakCase> peaks, Options options, params string[] subjects)
    {
        if (!CanMeasure(options))
            yield break;
        foreach (var group in peaks.Where(peak => options.Wants(peak.Suite, peak.Case)).GroupBy(peak => peak.Case))
        {
            var bytes = group.ToDictionary(peak => peak.Contender, peak => Of(peak, options));
            foreach (var subject in subjects)
            {
                foreach (var reference in bytes.Keys.Except(subjects))
                    yield return BenchmarkResult.Of(group.First().Suite, group.Key, subject, reference, Metric, bytes[subject], bytes[reference]);
            }
        }
    }

    /// <summary>In the child process: does the work and prints the bytes.</summary>
    public static void Print(PeakCase work)
    {
        using var contender = work.Make();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        // What was needed only while the model was made must not hide what the steps need.
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = PeakBytes();
        for (var step = 0; step < Steps; step++)
            contender.Step();
        Console.WriteLine((PeakBytes() - before).ToString(CultureInfo.InvariantCulture));
    }

    private static double InChild(string key)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The system does not say which program this is.");
        string[] host = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        var start = new ProcessStartInfo(program, [.. host, Verb, key]) { RedirectStandardOutput = true };
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = "65536";
        start.Environment["MALLOC_ARENA_MAX"] = "1";
        start.Environment["OMP_NUM_THREADS"] = get_num_threads().ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && double.TryParse(answer, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : throw new InvalidOperationException($"{key}: the process that measures its memory ended with exit code {process.ExitCode}; the lines above say why.");
    }

    private static double PeakBytes()
    {
        const string Field = "VmHWM:";
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Field, StringComparison.Ordinal));
        return double.Parse(line[Field.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
    }
}
