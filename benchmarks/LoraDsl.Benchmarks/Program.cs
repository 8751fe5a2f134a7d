using LoraDsl.Benchmarks;
using LoraDsl.Benchmarks.Attach;
using LoraDsl.Benchmarks.DyLora;
using LoraDsl.Benchmarks.Generator;
using LoraDsl.Benchmarks.Group;
using LoraDsl.Benchmarks.Importance;
using LoraDsl.Benchmarks.Linear;
using LoraDsl.Benchmarks.Lors;
using LoraDsl.Benchmarks.MaskMerge;
using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Benchmarks.Memory;
using LoraDsl.Benchmarks.Models;
using LoraDsl.Benchmarks.Places;
using LoraDsl.Benchmarks.Transformer;
using TorchSharp;

if (args is [ChildPeak.Verb, var key])
{
    PeakCase[] peaks = [.. LinearSuite.Peaks, .. BlockSuite.Peaks, .. StepSuite.Peaks, .. LorsSuite.Peaks, .. MemorySuite.Peaks];
    ChildPeak.Print(Array.Find(peaks, peak => peak.Key == key) ?? throw new ArgumentException($"There is no work '{key}'."));
    return 0;
}

Options options;
try
{
    options = Options.Parse(args);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

if (options.Threads is { } threads)
    torch.set_num_threads(threads);
Console.WriteLine($"libtorch runs on {torch.get_num_threads()} thread(s)");

(string Name, Func<Options, IEnumerable<BenchmarkResult>> Run)[] suites =
[
    (LinearSuite.Name, LinearSuite.Run),
    (BlockSuite.Name, BlockSuite.Run),
    (MethodSuite.Name, MethodSuite.Run),
    (StepSuite.Name, StepSuite.Run),
    (MemorySuite.Name, MemorySuite.Run),
    (GroupSuite.Name, GroupSuite.Run),
    (DyLoraSuite.Name, DyLoraSuite.Run),
    (LorsSuite.Name, LorsSuite.Run),
    (MaskMergeSuite.Name, MaskMergeSuite.Run),
    (ImportanceSuite.Name, ImportanceSuite.Run),
    (ModelsSuite.Name, ModelsSuite.Run),
    (PlacesSuite.Name, PlacesSuite.Run),
    (AttachSuite.Name, AttachSuite.Run),
    (GeneratorSuite.Name, GeneratorSuite.Run),
];
var results = new List<BenchmarkResult>();
foreach (var result in suites.SelectMany(suite => suite.Run(options)))
{
    results.Add(result);
    Console.WriteLine(result);
}

if (results.Count == 0)
{
    Console.Error.WriteLine($"No case matches '{options.Filter}': the suites are {string.Join(", ", suites.Select(suite => suite.Name))}.");
    return 2;
}

foreach (var summary in Summary.Of(results))
    Console.WriteLine(summary);
if (options.JsonFile is { } file)
{
    ResultFile.Write(file, results);
    Console.WriteLine($"Written to {Path.GetFullPath(file)}");
}

return 0;
