using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>A whole training step of a small transformer whose projections are all adapted.</summary>
internal static class StepSuite
{
    public const string Name = "step";

    private static readonly TransformerCase[] Cases =
    [
        new(2, 128, 768, 2048, 12, Depth: 3),
        new(4, 256, 512, 1376, 8, Depth: 4),
    ];

    /// <summary>Times first: from the first count of bytes on, every allocation is a little slower.</summary>
    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        var wanted = Array.FindAll(Cases, sizes => options.Wants(Name, sizes.ToString()));
        using var worker = wanted.Length > 0 ? new PythonWorker() : null;
        foreach (var sizes in wanted)
        {
            foreach (var result in TransformerRace.Time(Name, sizes, [Lora(sizes), Recomputed(sizes)], ["peft-python", "fused-python"], worker!, training: true, options, subjects: 2))
                yield return result;
        }

        if (!PeakBytes.AreCounted || options.Device.type != TorchSharp.DeviceType.CPU)
            yield break;
        foreach (var result in wanted.SelectMany(sizes => TransformerRace.Memory(Name, sizes, [Lora(sizes), Recomputed(sizes), Peft(sizes)], subjects: 2)))
            yield return result;
    }

    private static Func<Device, StepContender> Lora(TransformerCase sizes) => device => StepContender.Lora(sizes, device);

    private static Func<Device, StepContender> Recomputed(TransformerCase sizes) => device => StepContender.Lora(sizes, device, recomputes: true);

    private static Func<Device, StepContender> Peft(TransformerCase sizes) => device => StepContender.Of(Formula.Peft, sizes, device);
}
