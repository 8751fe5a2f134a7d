using LoraDsl;
using LoraDsl.Benchmarks;
using LoraDsl.Benchmarks.Attach;
using LoraDsl.Benchmarks.DyLora;
using LoraDsl.Benchmarks.Generator;
using LoraDsl.Benchmarks.Group;
using LoraDsl.Benchmarks.Importance;
using LoraDsl.Benchmarks.Linear;
using LoraDsl.Benchmarks.Lors;
using LoraDsl.Benchmarks.LowRank;
using LoraDsl.Benchmarks.MaskMerge;
using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Benchmarks.Overhead;
using LoraDsl.Benchmarks.TrainStep;
using LoraDsl.Benchmarks.Transformer;

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

// The BLAS of this process and of Python's uses every core, whatever number libtorch gives its own operators.
LoraPlans.Threads = Environment.ProcessorCount;

(string Name, Func<Options, IEnumerable<BenchmarkResult>> Run)[] suites =
[
    (LinearSuite.Name, LinearSuite.Run),
    (BlockSuite.Name, BlockSuite.Run),
    (StepSuite.Name, StepSuite.Run),
    (GroupSuite.Name, GroupSuite.Run),
    (DyLoraSuite.Name, DyLoraSuite.Run),
    (OverheadSuite.Name, OverheadSuite.Run),
    (TrainStepSuite.Name, TrainStepSuite.Run),
    (LorsSuite.Name, LorsSuite.Run),
    (MaskMergeSuite.Name, MaskMergeSuite.Run),
    (LowRankSuite.Name, LowRankSuite.Run),
    (ImportanceSuite.Name, ImportanceSuite.Run),
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
