using LoraDsl.Benchmarks.Measurement;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Transformer;

/// <summary>A whole training step of a small transformer whose projections are all adapted.</summary>
internal static class StepSuite
{
    public const string Name = "step";

    private static readonly string[] Subjects = ["lora", "lora-recompute"];

    private static readonly TransformerCase[] Cases =
    [
        new(2, 128, 768, 2048, 12, Depth: 3),
        new(4, 256, 512, 1376, 8, Depth: 4),
    ];

    /// <summary>What child processes can be asked for.</summary>
    public static IEnumerable<PeakCase> Peaks => Cases.SelectMany(sizes => Contenders(sizes).Select(contender => new PeakCase(
        Name, sizes.ToString(), contender.Name, () => contender.Make(CPU))));

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        var wanted = Array.FindAll(Cases, sizes => options.Wants(Name, sizes.ToString()));
        using var worker = wanted.Length > 0 ? PythonWorker.TryStart() : null;
        foreach (var sizes in wanted)
        {
            Func<Device, IVerifiedContender>[] own = [.. Contenders(sizes).Select(contender => contender.Make)];
            foreach (var result in TransformerRace.Time(Name, sizes, own, ["peft-python", "fused-python"], worker, training: true, options, Subjects.Length))
                yield return result;
        }

        foreach (var result in ChildPeak.Compare(Peaks, options, Subjects))
            yield return result;
    }

    private static (string Name, Func<Device, StepContender> Make)[] Contenders(TransformerCase sizes) =>
    [
        (Subjects[0], device => StepContender.Lora(sizes, device)),
        (Subjects[1], device => StepContender.Lora(sizes, device, recomputes: true)),
        .. new[] { Formula.Eager, Formula.Peft, Formula.Composition }
            .Select(formula => (formula.Name, (Func<Device, StepContender>)(device => StepContender.Of(formula, sizes, device)))),
    ];
}
