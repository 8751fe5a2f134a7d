using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Kernels;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Lors;

/// <summary>A sparse block with LoRS against the other ways to adapt it, and against the frozen block.</summary>
internal static class LorsSuite
{
    public const string Name = "lors";

    private static readonly LorsCase[] Cases =
    [
        new(256, 1024, 2816, 16, SparsePattern.Half),
        new(512, 1024, 2816, 64, SparsePattern.Half),
        new(1024, 1024, 2816, 16, SparsePattern.TwoOfFour),
        new(2048, 1024, 2816, 8, SparsePattern.Half),
        new(256, 2048, 5632, 8, SparsePattern.Half),
        new(512, 2048, 5632, 16, SparsePattern.TwoOfFour),
    ];

    /// <summary>Times first: from the first count of bytes on, every allocation is a little slower.</summary>
    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        var wanted = Array.FindAll(Cases, sizes => options.Wants(Name, sizes.ToString()));
        var times = wanted.SelectMany(sizes => Time(sizes, options));
        return PeakBytes.AreCounted && options.Device.type == TorchSharp.DeviceType.CPU ? times.Concat(wanted.SelectMany(Memory)) : times;
    }

    private static BlockContender[] Contenders(LorsCase sizes, Device device) =>
    [
        new LorsContender(sizes, device),
        Baselines.Spp(sizes, device),
        Baselines.Sqft(sizes, device),
        Baselines.SpLora(sizes, device),
        Baselines.Lora(sizes, device),
        new FrozenContender(sizes, device),
    ];

    private static IEnumerable<BenchmarkResult> Time(LorsCase sizes, Options options)
    {
        var contenders = Contenders(sizes, options.Device);
        try
        {
            var times = Turns.Take(contenders, options.Rounds);
            for (var reference = 1; reference < contenders.Length; reference++)
                yield return BenchmarkResult.Of(Name, sizes.ToString(), "lors", contenders[reference].Name, "time", times[0], times[reference]);
        }
        finally
        {
            Array.ForEach(contenders, contender => contender.Dispose());
        }
    }

    private static IEnumerable<BenchmarkResult> Memory(LorsCase sizes)
    {
        var contenders = Contenders(sizes, CPU);
        try
        {
            double[] peaks = [.. contenders.Select(Peak)];
            for (var reference = 1; reference < contenders.Length; reference++)
                yield return BenchmarkResult.Of(Name, sizes.ToString(), "lors", contenders[reference].Name, "peak_bytes", [peaks[0]], [peaks[reference]]);
        }
        finally
        {
            Array.ForEach(contenders, contender => contender.Dispose());
        }
    }

    private static double Peak(BlockContender contender)
    {
        contender.Step();
        // The buffer of the masked weight outlives a step: it is to count in this one.
        MaskedMerge.FreeBuffers();
        return PeakBytes.Of(contender.Step);
    }
}
