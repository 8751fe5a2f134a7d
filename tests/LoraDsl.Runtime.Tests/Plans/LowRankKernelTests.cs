using LoraDsl.Kernels.LowRank;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Plans;

/// <summary>The low-rank kernels against their formulas in float64, within the bounds of rounding.</summary>
public sealed class LowRankKernelTests
{
    private const double Float32Unit = 1.0 / (1 << 24);
    private const double BFloat16Unit = 1.0 / (1 << 8);
    private const double Scaling = 0.3;

    public static TheoryData<int, int, int, int, ScalarType> Sizes()
    {
        var data = new TheoryData<int, int, int, int, ScalarType>();
        foreach (var type in new[] { ScalarType.Float32, ScalarType.BFloat16 })
        {
            foreach (var (rows, inFeatures, outFeatures, rank) in new[]
            {
                (1, 1, 1, 1), (1, 40, 30, 8), (3, 5, 7, 2), (8, 16, 16, 4), (9, 33, 17, 3), (13, 64, 96, 5), (17, 100, 47, 8), (30, 31, 1, 7),
                (64, 24, 24, 14), (65, 130, 70, 16), (70, 1027, 40, 9), (100, 48, 1100, 33), (257, 600, 130, 17), (33, 900, 35, 64), (300, 24, 24, 48),
            })
                data.Add(rows, inFeatures, outFeatures, rank, type);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_size_is_the_formula_to_rounding(int rows, int inFeatures, int outFeatures, int rank, ScalarType type)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        Check(Tensors.Draw(rows, inFeatures, outFeatures, rank, type));
    }

    [Fact]
    public void Rows_may_lie_apart_be_repeated_or_be_columns()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        var plain = Tensors.Draw(40, 50, 60, 6, ScalarType.Float32);
        Check(plain with { X = randn(40, 90).narrow(1, 7, 50), G = randn(40, 100).narrow(1, 3, 60) });
        Check(plain with { X = randn(50, 40).t(), G = randn(60, 40).t(), A = plain.A.t().contiguous().t(), B = plain.B.t().contiguous().t() });
        Check(plain with { X = randn(1, 50).expand(40, 50), G = ones(1).expand(40, 60) });
    }

    [Fact]
    public void Threads_that_share_long_work_add_up_what_each_has_summed()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        var before = get_num_threads();
        try
        {
            // Long enough for helpers to come in time. All values are positive, so that a part that is missing from a sum is far above its rounding.
            set_num_threads(3);
            Check(new Tensors(rand(30_000, 200), rand(30_000, 200), rand(8, 200), rand(200, 8)));
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void One_thread_gives_what_several_give_to_rounding()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var tensors = Tensors.Draw(700, 300, 200, 12, ScalarType.Float32);
        var before = get_num_threads();
        try
        {
            set_num_threads(1);
            Check(tensors);
            set_num_threads(5);
            Check(tensors);
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void The_same_number_of_threads_gives_the_same_bits_whoever_comes_in_time()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        var tensors = Tensors.Draw(3000, 96, 80, 8, ScalarType.Float32);
        var before = get_num_threads();
        try
        {
            set_num_threads(3);
            var (firstA, firstB) = CpuLowRank.Backward(tensors.G, tensors.X, null, tensors.A, tensors.B, Scaling, null);
            for (var repetition = 0; repetition < 50; repetition++)
            {
                var (a, b) = CpuLowRank.Backward(tensors.G, tensors.X, null, tensors.A, tensors.B, Scaling, null);
                Assert.True(Models.Reference.SameBits(firstA, a));
                Assert.True(Models.Reference.SameBits(firstB, b));
            }
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void What_the_kernels_do_not_take_they_say_so()
    {
        using var scope = NewDisposeScope();
        Assert.True(Supports(randn(2, 3), 4));
        Assert.False(Supports(randn(0, 3), 4));
        Assert.False(Supports(randn(2, 3, dtype: ScalarType.Float64), 4));
        Assert.False(Supports(randn(2, 3), 65));
        Assert.False(Supports(randn(2, 3), 0));

        static bool Supports(Tensor x, int rank) => CpuLowRank.Supports(x, randn(rank, 3), randn(5, rank));
    }

    // A sum of n products in float32 is off by at most (n + 1)·u of the sum of their sizes; what is off in h is off by as much in what follows.
    private static void Check(Tensors given)
    {
        var y = randn(given.G.shape[0], given.G.shape[1]).to(given.X.dtype);
        var dx = randn(given.X.shape[0], given.X.shape[1]).to(given.X.dtype);
        var (x, g, a, b) = (Double(given.X), Double(given.G), Double(given.A), Double(given.B));
        var (expectedH, expectedU) = (x.mm(a.t()) * Scaling, g.mm(b) * Scaling);
        var (sizeH, sizeU) = (x.abs().mm(a.abs().t()) * Scaling, g.abs().mm(b.abs()) * Scaling);
        var (rank, inFeatures, outFeatures) = (a.shape[0], a.shape[1], b.shape[0]);
        var unit = given.X.dtype == ScalarType.BFloat16 ? BFloat16Unit : 0;

        var before = Double(y);
        var h = CpuLowRank.Forward(y, given.X, given.A, given.B, Scaling);
        Near(expectedH, h, sizeH * ((inFeatures + 3) * Float32Unit));
        var expectedY = before + expectedH.mm(b.t());
        Near(expectedY, y, ((before.abs() + sizeH.mm(b.abs().t())) * ((inFeatures + rank + 5) * Float32Unit)) + (expectedY.abs() * unit));

        var beforeX = Double(dx);
        var (dA, dB) = CpuLowRank.Backward(given.G, given.X, h, given.A, given.B, Scaling, dx);
        var rows = x.shape[0];
        CheckFactors(dA, dB);
        var expectedX = beforeX + expectedU.mm(a);
        Near(expectedX, dx, ((beforeX.abs() + sizeU.mm(a.abs())) * ((outFeatures + rank + 5) * Float32Unit)) + (expectedX.abs() * unit));
        var (againA, againB) = CpuLowRank.Backward(given.G, given.X, null, given.A, given.B, Scaling, null);
        CheckFactors(againA, againB);

        void CheckFactors(Tensor gradientA, Tensor gradientB)
        {
            Near(expectedU.t().mm(x), gradientA, sizeU.t().mm(x.abs()) * ((outFeatures + rows + 6) * Float32Unit));
            Near(g.t().mm(expectedH), gradientB, g.abs().t().mm(sizeH) * ((inFeatures + rows + 6) * Float32Unit));
        }
    }

    private static Tensor Double(Tensor tensor) => tensor.to(ScalarType.Float64, copy: true);

    private static void Near(Tensor expected, Tensor actual, Tensor bound)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True((expected - Double(actual)).abs().le(bound).all().item<bool>());
    }

    private sealed record Tensors(Tensor X, Tensor G, Tensor A, Tensor B)
    {
        public static Tensors Draw(int rows, int inFeatures, int outFeatures, int rank, ScalarType type) =>
            new(randn(rows, inFeatures).to(type), randn(rows, outFeatures).to(type), randn(rank, inFeatures), randn(outFeatures, rank));
    }
}
