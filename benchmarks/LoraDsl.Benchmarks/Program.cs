using LoraDsl.Benchmarks;
using LoraDsl.Benchmarks.Generator;
using LoraDsl.Benchmarks.Linear;
using LoraDsl.Benchmarks.Lors;
using LoraDsl.Benchmarks.MaskMerge;
using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Benchmarks.Overhead;
using LoraDsl.Benchmarks.TrainStep;

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

var results = new List<BenchmarkResult>();
var suites = LinearSuite.Run(options)
    .Concat(OverheadSuite.Run(options))
    .Concat(TrainStepSuite.Run(options))
    .Concat(LorsSuite.Run(options))
    .Concat(MaskMergeSuite.Run(options))
    .Concat(GeneratorSuite.Run(options));
foreach (var result in suites)
{
    results.Add(result);
    Console.WriteLine(result);
}

if (results.Count == 0)
{
    Console.Error.WriteLine(
        $"No case matches '{options.Filter}': the suites are {LinearSuite.Name}, {OverheadSuite.Name}, {TrainStepSuite.Name}, {LorsSuite.Name}, {MaskMergeSuite.Name} and {GeneratorSuite.Name}.");
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
