using LoraDsl.Benchmarks.Measurement;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>A whole transformer block, all projections adapted, forward and backward.</summary>
internal static class BlockSuite
{
    public const string Name = "block";

    private static readonly TransformerCase[] Cases =
    [
        new(1, 128, 768, 2048, 12),
        new(1, 512, 768, 2048, 12),
        new(4, 256, 768, 2048, 12),
        new(1, 256, 2048, 5632, 16),
    ];

    /// <summary>Times first: from the first count of bytes on, every allocation is a little slower.</summary>
    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        var wanted = Array.FindAll(Cases, sizes => options.Wants(Name, sizes.ToString()));
        using var worker = wanted.Length > 0 ? new PythonWorker() : null;
        foreach (var sizes in wanted)
        {
            var own = new[] { Lora(sizes), Recomputed(sizes), Of(Formula.Eager, sizes), Of(Formula.Frozen, sizes) };
            foreach (var result in TransformerRace.Time(Name, sizes, own, ["peft-python", "fused-python"], worker!, training: false, options, subjects: 2))
                yield return result;
        }

        if (!PeakBytes.AreCounted || options.Device.type != TorchSharp.DeviceType.CPU)
            yield break;
        foreach (var sizes in wanted)
        {
            var own = new[] { Lora(sizes), Recomputed(sizes), Of(Formula.Eager, sizes), Of(Formula.Peft, sizes), Of(Formula.Frozen, sizes) };
            foreach (var result in TransformerRace.Memory(Name, sizes, own, subjects: 2))
                yield return result;
        }
    }

    private static Func<TorchSharp.torch.Device, BlockContender> Lora(TransformerCase sizes) =>
        device => new BlockContender("lora", sizes, device, () => new AdaptedBlock(sizes, device, recomputes: false));

    private static Func<TorchSharp.torch.Device, BlockContender> Recomputed(TransformerCase sizes) =>
        device => new BlockContender("lora-recompute", sizes, device, () => new AdaptedBlock(sizes, device, recomputes: true));

    private static Func<TorchSharp.torch.Device, BlockContender> Of(Formula formula, TransformerCase sizes) =>
        device => new BlockContender(formula.Name, sizes, device, () => new FormulaBlock(sizes, formula, device));
}
