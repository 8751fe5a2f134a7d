using LoraDsl.Benchmarks.Measurement;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>A whole transformer block, all projections adapted, forward and backward.</summary>
internal static class BlockSuite
{
    public const string Name = "block";

    private static readonly string[] Subjects = ["lora", "lora-recompute"];

    private static readonly TransformerCase[] Cases =
    [
        new(1, 128, 768, 2048, 12),
        new(1, 512, 768, 2048, 12),
        new(4, 256, 768, 2048, 12),
        new(1, 256, 2048, 5632, 16),
    ];

    /// <summary>What child processes can be asked for.</summary>
    public static IEnumerable<PeakCase> Peaks => Cases.SelectMany(sizes => Contenders(sizes).Select(contender => new PeakCase(
        Name, sizes.ToString(), contender.Name, () => contender.Make(TorchSharp.torch.CPU))));

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        var wanted = Array.FindAll(Cases, sizes => options.Wants(Name, sizes.ToString()));
        using var worker = wanted.Length > 0 ? PythonWorker.TryStart() : null;
        foreach (var sizes in wanted)
        {
            Func<TorchSharp.torch.Device, IVerifiedContender>[] own = [.. Contenders(sizes).Select(contender => contender.Make)];
            foreach (var result in TransformerRace.Time(Name, sizes, own, ["peft-python", "fused-python"], worker, training: false, options, Subjects.Length))
                yield return result;
        }

        foreach (var result in ChildPeak.Compare(Peaks, options, Subjects))
            yield return result;
    }

    private static (string Name, Func<TorchSharp.torch.Device, BlockContender> Make)[] Contenders(TransformerCase sizes) =>
    [
        (Subjects[0], Lora(sizes)),
        (Subjects[1], Recomputed(sizes)),
        .. new[] { Formula.Eager, Formula.Peft, Formula.Composition, Formula.Frozen }.Select(formula => (formula.Name, Of(formula, sizes))),
    ];

    private static Func<TorchSharp.torch.Device, BlockContender> Lora(TransformerCase sizes) =>
        device => new BlockContender(Subjects[0], sizes, device, () => new AdaptedBlock(sizes, device, recomputes: false));

    private static Func<TorchSharp.torch.Device, BlockContender> Recomputed(TransformerCase sizes) =>
        device => new BlockContender(Subjects[1], sizes, device, () => new AdaptedBlock(sizes, device, recomputes: true));

    private static Func<TorchSharp.torch.Device, BlockContender> Of(Formula formula, TransformerCase sizes) =>
        device => new BlockContender(formula.Name, sizes, device, () => new FormulaBlock(sizes, formula, device));
}
