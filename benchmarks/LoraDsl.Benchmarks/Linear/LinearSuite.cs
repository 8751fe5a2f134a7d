using System.Globalization;
using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>One adapted linear layer against the usual formula, here and in Python, and against the frozen layer.</summary>
internal static class LinearSuite
{
    public const string Name = "linear";

    private static readonly LinearCase[] Cases =
    [
        new(128, 768, 768, 8),
        new(1024, 768, 768, 8),
        new(1024, 768, 3072, 8),
        new(2048, 1024, 1024, 16),
        new(512, 2048, 2048, 16),
    ];

    /// <summary>Times first: from the first count of bytes on, every allocation is a little slower.</summary>
    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        var wanted = Array.FindAll(Cases, sizes => options.Wants(Name, sizes.ToString()));
        var times = wanted.SelectMany(sizes => Time(sizes, options));
        return PeakBytes.AreCounted && options.Device.type == TorchSharp.DeviceType.CPU ? times.Concat(wanted.SelectMany(Memory)) : times;
    }

    private static IEnumerable<BenchmarkResult> Memory(LinearCase sizes)
    {
        var subject = Peak(new LoraContender(sizes, CPU));
        foreach (var reference in new LinearContender[] { new EagerContender(sizes, CPU), new FrozenContender(sizes, CPU) })
        {
            yield return BenchmarkResult.Of(
                Name, sizes.ToString(), "lora", reference.Name, "peak_bytes", [subject], [Peak(reference)]);
        }
    }

    private static double Peak(LinearContender contender)
    {
        using (contender)
        {
            contender.Step();
            return PeakBytes.Of(contender.Step);
        }
    }

    private static IEnumerable<BenchmarkResult> Time(LinearCase sizes, Options options)
    {
        IContender[] contenders =
        [
            new LoraContender(sizes, options.Device),
            new EagerContender(sizes, options.Device),
            new PythonContender("eager-python", "eager_linear.py", Arguments(sizes, options.Device)),
            new FrozenContender(sizes, options.Device),
        ];
        try
        {
            var times = Turns.Take(contenders, options.Rounds);
            for (var reference = 1; reference < contenders.Length; reference++)
            {
                yield return BenchmarkResult.Of(
                    Name, sizes.ToString(), contenders[0].Name, contenders[reference].Name, "time", times[0], times[reference]);
            }
        }
        finally
        {
            foreach (var contender in contenders)
                contender.Dispose();
        }
    }

    private static IEnumerable<string> Arguments(LinearCase sizes, Device device) =>
        new[] { sizes.Rows, sizes.In, sizes.Out, sizes.Rank, get_num_threads() }
            .Select(value => value.ToString(CultureInfo.InvariantCulture))
            .Append(device.ToString());
}
