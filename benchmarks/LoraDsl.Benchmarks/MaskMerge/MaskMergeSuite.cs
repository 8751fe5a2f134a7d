using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Kernels;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.MaskMerge;

/// <summary>The masked merge (W + s·B·A) ⊙ (W ≠ 0) against libtorch's operators, and against a copy of W, which reads and writes the same bytes.</summary>
internal static class MaskMergeSuite
{
    public const string Name = "mask-merge";

    private const double Scaling = 2;

    private static readonly MaskMergeCase[] Cases =
    [
        new(1024, 1024, 16, ScalarType.Float32),
        new(2048, 2048, 8, ScalarType.Float32),
        new(2048, 2048, 16, ScalarType.Float32),
        new(2048, 2048, 64, ScalarType.Float32),
        new(2048, 5632, 16, ScalarType.Float32),
        new(4096, 4096, 16, ScalarType.Float32),
        new(2048, 2048, 16, ScalarType.BFloat16),
        new(4096, 4096, 16, ScalarType.BFloat16),
    ];

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        foreach (var sizes in Cases.Where(sizes => options.Wants(Name, sizes.ToString())))
        {
            using var tensors = new MaskMergeTensors(sizes, options.Device);
            MaskMergeContender[] contenders =
            [
                new("kernel", tensors, Kernel),
                new("libtorch", tensors, Libtorch),
                new("copy", tensors, t => t.Target.copy_(t.Weight)),
            ];
            var times = Turns.Take(contenders, options.Rounds);
            for (var reference = 1; reference < contenders.Length; reference++)
                yield return BenchmarkResult.Of(Name, sizes.ToString(), "kernel", contenders[reference].Name, "time", times[0], times[reference]);
        }
    }

    private static void Kernel(MaskMergeTensors tensors)
    {
        using var merged = MaskedMerge.Rent(tensors.Weight, tensors.A, tensors.B, Scaling);
    }

    private static void Libtorch(MaskMergeTensors tensors)
    {
        var sum = tensors.B.mm(tensors.A).mul_(Scaling).add_(tensors.Weight);
        sum.mul_(tensors.Weight.ne(0));
    }
}
