using LoraDsl.Benchmarks.Measurement;
using LoraDsl.Kernels.LowRank;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.LowRank;

/// <summary>The low-rank products of a linear layer against libtorch's: those of the forward pass, and those of the backward pass.</summary>
internal static class LowRankSuite
{
    public const string Name = "lowrank";

    private const double Scaling = 2;

    private static readonly LowRankCase[] Cases =
    [
        new(16, 768, 768, 8),
        new(128, 768, 768, 8),
        new(1024, 768, 768, 8),
        new(1024, 768, 3072, 8),
        new(2048, 1024, 1024, 16),
        new(512, 2048, 2048, 16),
        new(1024, 1024, 1024, 4),
        new(1024, 1024, 1024, 32),
        new(1024, 1024, 1024, 64),
        new(512, 1024, 1024, 16, ScalarType.BFloat16),
    ];

    public static IEnumerable<BenchmarkResult> Run(Options options)
    {
        foreach (var sizes in Cases.Where(sizes => options.Wants(Name, sizes.ToString())))
        {
            using var tensors = new LowRankTensors(sizes);
            foreach (var (metric, kernel, libtorch) in new (string, Action<LowRankTensors>, Action<LowRankTensors>)[]
            {
                ("forward", KernelForward, LibtorchForward),
                ("backward", KernelBackward, LibtorchBackward),
            })
            {
                var times = Turns.Take([new LowRankContender("kernel", tensors, kernel), new LowRankContender("libtorch", tensors, libtorch)], options.Rounds);
                yield return BenchmarkResult.Of(Name, sizes.ToString(), "kernel", "libtorch", metric, times[0], times[1]);
            }
        }
    }

    private static void KernelForward(LowRankTensors tensors) =>
        CpuLowRank.Forward(tensors.Y, tensors.X, tensors.A, tensors.B, Scaling);

    private static void KernelBackward(LowRankTensors tensors) =>
        CpuLowRank.Backward(tensors.Gradient, tensors.X, tensors.H, tensors.A, tensors.B, Scaling, tensors.GradientX);

    private static void LibtorchForward(LowRankTensors tensors)
    {
        var h = tensors.X.mm(tensors.A.t().to(tensors.X.dtype)).mul_(Scaling);
        tensors.Y.addmm_(h, tensors.B.t().to(tensors.X.dtype));
    }

    private static void LibtorchBackward(LowRankTensors tensors)
    {
        var (a, b) = (tensors.A.to(tensors.X.dtype), tensors.B.to(tensors.X.dtype));
        var u = tensors.Gradient.mm(b).mul(Scaling);
        tensors.GradientX.addmm_(u, a);
        u.t().mm(tensors.X);
        tensors.Gradient.t().mm(tensors.H.to(tensors.X.dtype));
    }
}
