using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>One adapted linear layer against the usual formula, here and in Python, hand-fused code in Python, and the frozen layer.</summary>
internal static class LinearSuite
{
    public const string Name = "linear";

    // The processor's libtorch 1.13 has no fast product of bfloat16: those cases are small.
    private static readonly LinearCase[] Cases =
    [
        new(32, 768, 768, 8),
        new(128, 768, 768, 8),
        new(128, 2048, 2048, 16),
        new(128, 4096, 4096, 16),
        new(512, 768, 3072, 8),
        new(512, 2048, 2048, 16),
        new(512, 2048, 2048, 64),
        new(1024, 768, 768, 4),
        new(1024, 768, 768, 8),
        new(1024, 768, 3072, 8),
        new(1024, 1024, 1024, 16, Dropout: AdaptedLayer.DropProbability),
        new(2048, 1024, 1024, 16),
        new(2048, 1024, 1024, 32),
        new(4096, 768, 768, 16),
        new(32, 768, 768, 8, ScalarType.BFloat16),
        new(128, 768, 768, 16, ScalarType.BFloat16),
    ];

    /// <summary>Times first: from the first count of bytes on, every allocation is a little slower.</summary>
    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        var wanted = Array.FindAll(Cases, sizes => options.Wants(Name, sizes.ToString()));
        using var worker = wanted.Length > 0 ? new PythonWorker() : null;
        foreach (var sizes in wanted)
        {
            foreach (var result in LinearRace.Time(Name, sizes, ["peft-python", "fused-python"], worker!, eager: true, options))
                yield return result;
        }

        if (!PeakBytes.AreCounted || options.Device.type != TorchSharp.DeviceType.CPU)
            yield break;
        foreach (var result in wanted.SelectMany(Memory))
            yield return result;
    }

    private static IEnumerable<BenchmarkResult> Memory(LinearCase sizes)
    {
        var subject = Peak(new LoraContender(sizes, CPU));
        foreach (var reference in new LinearContender[] { new EagerContender(sizes, CPU), new PeftFormulaContender(sizes, CPU), new FrozenContender(sizes, CPU) })
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
}
