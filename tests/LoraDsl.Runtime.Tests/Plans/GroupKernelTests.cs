using LoraDsl.Kernels;
using LoraDsl.Kernels.LowRank;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Plans;

/// <summary>A group's kernels and operators against the formula in float64, within the bounds of rounding.</summary>
public sealed class GroupKernelTests
{
    private const double Float32Unit = 1.0 / (1 << 24);
    private const double BFloat16Unit = 1.0 / (1 << 8);

    public static TheoryData<int, int, int[], int[], ScalarType, int> Sizes()
    {
        var data = new TheoryData<int, int, int[], int[], ScalarType, int>();
        foreach (var type in new[] { ScalarType.Float32, ScalarType.BFloat16 })
        {
            foreach (var threads in new[] { 1, 3 })
            {
                data.Add(1, 1, [1, 1], [1, 1], type, threads);
                data.Add(7, 20, [30, 9], [2, 3], type, threads);
                data.Add(70, 100, [64, 64, 64], [8, 8, 8], type, threads);
                data.Add(300, 130, [40, 3, 90], [5, 0, 17], type, threads);
                data.Add(65, 48, [50, 70, 33, 20], [16, 16, 16, 16], type, threads);
                data.Add(900, 257, [200, 100], [32, 1], type, threads);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_size_is_the_formula_to_rounding(int rows, int inFeatures, int[] outs, int[] ranks, ScalarType type, int threads)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        Check(Draw(rows, inFeatures, outs, ranks, type), threads);
    }

    [Fact]
    public void Rows_may_lie_apart_be_repeated_or_be_columns()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        var plain = Draw(40, 50, [60, 30], [6, 2], ScalarType.Float32);
        Check(plain with { X = randn(40, 90).narrow(1, 7, 50), G = [randn(40, 100).narrow(1, 3, 60), randn(30, 40).t()] }, 1);
        Check(plain with { X = randn(50, 40).t(), G = [ones(1).expand(40, 60), randn(1, 30).expand(40, 30)] }, 2);
    }

    [Fact]
    public void The_same_number_of_threads_gives_the_same_bits_whoever_comes_in_time()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var given = Draw(2000, 96, [80, 70], [8, 4], ScalarType.Float32);
        var h = GroupOperators.Reduce(given.X, given.Members);
        WithThreads(3, () =>
        {
            var (firstA, firstB) = CpuGroup.Backward(given.G, given.X, h, given.Members, null);
            for (var repetition = 0; repetition < 50; repetition++)
            {
                var (a, b) = CpuGroup.Backward(given.G, given.X, h, given.Members, null);
                Assert.All(firstA.Zip(a).Concat(firstB.Zip(b)), pair => Assert.True(Models.Reference.SameBits(pair.First, pair.Second)));
            }
        });
    }

    [Fact]
    public void What_the_kernels_do_not_take_they_say_so()
    {
        using var scope = NewDisposeScope();
        Assert.True(Supports(randn(2, 3), 32, 32));
        Assert.False(Supports(randn(2, 3), 32, 33));
        Assert.False(Supports(randn(2, 3), 0, 0));
        Assert.False(Supports(randn(0, 3), 1, 1));
        Assert.False(Supports(randn(2, 3, dtype: ScalarType.Float64), 1, 1));

        static bool Supports(Tensor x, params int[] ranks) => CpuGroup.Supports(x, Draw(2, 3, [5, 5], ranks, ScalarType.Float32).Members);
    }

    private static void Check(Given given, int threads) => WithThreads(threads, () =>
    {
        Check(given, CpuGroup.Forward, CpuGroup.Backward, Float32Unit);

        // The operators round h and u to x's type.
        Check(given, GroupOperators.Forward, GroupOperators.Backward, given.X.dtype == ScalarType.BFloat16 ? BFloat16Unit : Float32Unit);
    });

    private static void Check(
        Given given,
        Func<IReadOnlyList<Tensor>, Tensor, IReadOnlyList<GroupMember>, Tensor> forward,
        Func<IReadOnlyList<Tensor>, Tensor, Tensor, IReadOnlyList<GroupMember>, Tensor?, (IReadOnlyList<Tensor> A, IReadOnlyList<Tensor> B)> backward,
        double rounding)
    {
        var type = given.X.dtype;
        var unit = type == ScalarType.BFloat16 ? BFloat16Unit : 0;
        Tensor[] outputs = [.. given.G.Select(g => randn(g.shape).to(type))];
        Tensor[] before = [.. outputs.Select(Double)];
        var dx = randn(given.X.shape).to(type);
        var (x, expectedX, sizeX) = (Double(given.X), Double(dx), Double(dx).abs());
        var (rows, inFeatures) = (x.shape[0], x.shape[1]);

        var h = forward(outputs, given.X, given.Members);
        var (dA, dB) = backward(given.G, given.X, h, given.Members, dx);

        var operations = 0L;
        for (var index = 0; index < given.Members.Length; index++)
        {
            var member = given.Members[index];
            var (g, a, b) = (Double(given.G[index]), Double(member.A), Double(member.B));
            var (rank, outFeatures) = (a.shape[0], b.shape[0]);
            var (reduced, u) = (x.mm(a.t()) * member.Scaling, g.mm(b) * member.Scaling);
            var (sizeH, sizeU) = (x.abs().mm(a.abs().t()) * member.Scaling, g.abs().mm(b.abs()) * member.Scaling);
            var expected = before[index] + reduced.mm(b.t());
            Near(
                expected,
                outputs[index],
                ((before[index].abs() + sizeH.mm(b.abs().t())) * ((inFeatures + rank + 5) * rounding)) + (expected.abs() * unit));
            var gradients = (inFeatures + outFeatures + rows + 6) * rounding;
            Near(u.t().mm(x), dA[index], (sizeU.t().mm(x.abs()) * gradients) + (sizeU.t().mm(x.abs()) * unit));
            Near(g.t().mm(reduced), dB[index], (g.abs().t().mm(sizeH) * gradients) + (g.abs().t().mm(sizeH) * unit));
            Assert.Equal(member.A.dtype, dA[index].dtype);
            Assert.Equal(member.B.dtype, dB[index].dtype);
            expectedX += u.mm(a);
            sizeX += sizeU.mm(a.abs());
            operations += outFeatures + rank;
        }

        Near(expectedX, dx, (sizeX * ((operations + 5) * rounding)) + (expectedX.abs() * unit));
    }

    private static Given Draw(int rows, int inFeatures, int[] outs, int[] ranks, ScalarType type) => new(
        randn(rows, inFeatures).to(type),
        [.. outs.Select(outFeatures => randn(rows, outFeatures).to(type))],
        [.. outs.Zip(ranks, (outFeatures, rank) =>
            new GroupMember(empty(outFeatures, inFeatures), null, randn(rank, inFeatures), randn(outFeatures, rank), 0.3 + (0.5 * rank)))]);

    private static void WithThreads(int threads, Action check)
    {
        var before = get_num_threads();
        try
        {
            set_num_threads(threads);
            check();
        }
        finally
        {
            set_num_threads(before);
        }
    }

    private static Tensor Double(Tensor tensor) => tensor.to(ScalarType.Float64, copy: true);

    private static void Near(Tensor expected, Tensor actual, Tensor bound)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True((expected - Double(actual)).abs().le(bound).all().item<bool>());
    }

    private sealed record Given(Tensor X, Tensor[] G, GroupMember[] Members);
}
