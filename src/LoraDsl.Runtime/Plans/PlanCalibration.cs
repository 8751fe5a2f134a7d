using System.Diagnostics;
using LoraDsl.Kernels;
using LoraDsl.Kernels.LowRank;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Plans;

/// <summary>Measures the plans on a few small layers and fits their costs.</summary>
internal static class PlanCalibration
{
    private const int Repetitions = 7;
    private const double Scaling = 2;

    private static readonly (int Rows, int In, int Out, int Rank)[] Layers =
    [
        (16, 768, 768, 8), (128, 768, 768, 8), (1024, 768, 768, 8), (512, 1024, 1024, 16), (256, 512, 2048, 32), (512, 768, 768, 64), (16, 1024, 1024, 64),
    ];

    public static PlanCosts Run()
    {
        using var noGradient = no_grad();
        return new PlanCosts(Measure(ScalarType.Float32), Measure(ScalarType.BFloat16));
    }

    private static TypeCosts Measure(ScalarType type)
    {
        var amounts = new List<double[]>();
        var merged = new List<double[]>();
        var times = Enumerable.Range(0, 5).Select(_ => new List<double>()).ToArray();
        foreach (var (rows, inFeatures, outFeatures, rank) in Layers)
        {
            using var scope = NewDisposeScope();
            var (x, y, dx) = (Values(rows, inFeatures, type), Values(rows, outFeatures, type), Values(rows, inFeatures, type));
            var (g, weight) = (Values(rows, outFeatures, type), Values(outFeatures, inFeatures, type));
            var (a, b) = (Values(rank, inFeatures, ScalarType.Float32), Values(outFeatures, rank, ScalarType.Float32));
            var h = LowRankOperators.Forward(y, x, a, b, Scaling);
            var reduced = h.to(ScalarType.Float32);
            var sizes = new PassSizes(rows, inFeatures, outFeatures, rank, type, DeviceType.CPU, Backward: true);
            amounts.Add([1, sizes.Products, sizes.Values, sizes.Factors]);
            merged.Add([1, (double)inFeatures * outFeatures * rank, (double)inFeatures * outFeatures, 0]);
            times[0].Add(Time(() => LowRankOperators.Forward(y, x, a, b, Scaling)));
            times[1].Add(Time(() => LowRankOperators.Backward(g, x, h, a, b, Scaling, dx)));
            times[2].Add(Time(() => CpuLowRank.Forward(y, x, a, b, Scaling)));
            times[3].Add(Time(() => CpuLowRank.Backward(g, x, reduced, a, b, Scaling, dx)));
            times[4].Add(Time(() => LowRankProducts.Merge(weight, a, b, Scaling).Dispose()));
        }

        return new TypeCosts(Fit(amounts, times[0]), Fit(amounts, times[1]), Fit(amounts, times[2]), Fit(amounts, times[3]), Fit(merged, times[4]));
    }

    // Without the caller's generator: calibrating changes no random number of theirs.
    private static Tensor Values(int rows, int columns, ScalarType type) =>
        linspace(-0.01, 0.01, (long)rows * columns).view(rows, columns).to(type);

    private static ProductCosts Fit(List<double[]> amounts, List<double> times)
    {
        var costs = CostFit.Of(amounts, times);
        return new ProductCosts(costs[0], costs[1], costs[2], costs[3]);
    }

    // The median: the least would be that of a machine on which nothing else happens.
    private static double Time(Action work)
    {
        var nanoseconds = new double[Repetitions];
        for (var repetition = -2; repetition < Repetitions; repetition++)
        {
            using var scope = NewDisposeScope();
            var start = Stopwatch.GetTimestamp();
            work();
            if (repetition >= 0)
                nanoseconds[repetition] = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        }

        Array.Sort(nanoseconds);
        return nanoseconds[Repetitions / 2];
    }
}
