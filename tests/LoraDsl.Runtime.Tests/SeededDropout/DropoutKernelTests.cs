using System.Runtime.Intrinsics;
using LoraDsl.Kernels;
using LoraDsl.Kernels.Cpu;
using LoraDsl.Kernels.Dropout;
using LoraDsl.Kernels.LowRank;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.SeededDropout;

/// <summary>The low-rank kernels with dropout against the formula in float64 with the mask as a tensor.</summary>
public sealed class DropoutKernelTests
{
    private const double Scaling = 0.3;
    private const double Probability = 0.2;

    private static readonly InputDropout Dropout = new(Probability, 31);

    [Theory]
    [InlineData(1, 1, 1, 1, ScalarType.Float32)]
    [InlineData(9, 33, 17, 3, ScalarType.Float32)]
    [InlineData(70, 130, 60, 16, ScalarType.Float32)]
    [InlineData(300, 77, 41, 33, ScalarType.Float32)]
    [InlineData(65, 32, 96, 8, ScalarType.Float32)]
    [InlineData(9, 33, 17, 3, ScalarType.BFloat16)]
    [InlineData(200, 100, 64, 8, ScalarType.BFloat16)]
    public void Outputs_and_gradients_are_those_of_the_formula(int rows, int inFeatures, int outFeatures, int rank, ScalarType type)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        Check(randn(rows, inFeatures).to(type), randn(rows, outFeatures).to(type), randn(rank, inFeatures), randn(outFeatures, rank));
    }

    [Fact]
    public void Rows_of_the_input_may_lie_apart()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        Check(randn(40, 90).narrow(1, 7, 50), randn(60, 40).t(), randn(6, 50), randn(60, 6));
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var (x, g, a, b) = (randn(3000, 200), randn(3000, 150), randn(8, 200), randn(150, 8));
        var before = get_num_threads();
        try
        {
            var (y1, h1, dx1) = Run(1);
            var (y4, h4, dx4) = Run(4);
            Assert.True(Reference.SameBits(y1, y4));
            Assert.True(Reference.SameBits(h1, h4));
            Assert.True(Reference.SameBits(dx1, dx4));
        }
        finally
        {
            set_num_threads(before);
        }

        (Tensor Y, Tensor H, Tensor Dx) Run(int threads)
        {
            set_num_threads(threads);
            var (y, dx) = (zeros(3000, 150), zeros(3000, 200));
            var h = CpuLowRank.Forward(y, x, a, b, Scaling, Dropout);
            CpuLowRank.Backward(g, x, h, a, b, Scaling, dx, Dropout);
            return (y, h, dx);
        }
    }

    [Fact]
    public void Values_that_are_kept_and_added_have_the_same_bits_for_every_width_of_vectors()
    {
        CheckTile<Lanes128, Vector128<float>>();
        if (Vector256.IsHardwareAccelerated)
            CheckTile<Lanes256, Vector256<float>>();
        if (Vector512.IsHardwareAccelerated)
            CheckTile<Lanes512, Vector512<float>>();
    }

    [Fact]
    public void Where_anything_is_dropped_the_kernels_are_chosen_wherever_they_run()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ExecutionPlan.Kernels, Plan(ScalarType.BFloat16, 8));
        Assert.Equal(ExecutionPlan.Kernels, Plan(ScalarType.Float32, 64));
        Assert.Equal(ExecutionPlan.Operators, Plan(ScalarType.Float32, 65));
        Assert.Equal(ExecutionPlan.Operators, Plan(ScalarType.Float64, 8));

        static ExecutionPlan Plan(ScalarType type, int rank) =>
            LoraPlans.ChooseProducts(zeros(64, 64, dtype: type), zeros(rank, 64, dtype: type), zeros(64, rank, dtype: type), Dropout, backward: true);
    }

    private static unsafe void CheckTile<TLanes, TVector>()
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
    {
        const int Columns = 75;
        var (values, kept, sums, expectedKept, expectedSums) = (new float[Columns], new float[Columns], new float[Columns], new float[Columns], new float[Columns]);
        var bits = new uint[KeepBits.WordsOf(Columns)];
        fixed (uint* drawn = bits)
        fixed (float* source = values, target = kept, total = sums)
        {
            Dropout.Draw(drawn, bits.Length, 9);
            for (var column = 0; column < Columns; column++)
            {
                values[column] = 1f / (column + 3);
                sums[column] = column / 7f;
                expectedKept[column] = (bits[column / 32] >> (column % 32) & 1) == 1 ? values[column] : 0;
                expectedSums[column] = sums[column] + expectedKept[column];
            }

            DropTile.Keep<TLanes, TVector, float>(source, target, Columns, drawn);
            DropTile.AddKept<TLanes, TVector, float>(source, total, Columns, drawn);
        }

        Assert.Equal(expectedKept, kept);
        Assert.Equal(expectedSums, sums);
    }

    private static void Check(Tensor x, Tensor g, Tensor a, Tensor b)
    {
        var unit = x.dtype == ScalarType.BFloat16 ? 1.0 / (1 << 8) : 1e-5;
        var (y, dx) = (randn(g.shape).to(x.dtype), randn(x.shape).to(x.dtype));
        var kept = Dropout.Mask(x.shape[0], x.shape[1]).logical_not().to(ScalarType.Float64).div(1 - Probability);
        var (dropped, wideG, wideA, wideB) = (Double(x) * kept, Double(g), Double(a), Double(b));
        var (expectedH, expectedU) = (dropped.mm(wideA.t()) * Scaling, wideG.mm(wideB) * Scaling);
        var (expectedY, expectedX) = (Double(y) + expectedH.mm(wideB.t()), Double(dx) + (expectedU.mm(wideA) * kept));

        var h = CpuLowRank.Forward(y, x, a, b, Scaling, Dropout);
        Near(expectedH, h, 1e-5);
        Near(expectedY, y, unit);
        var (dA, dB) = CpuLowRank.Backward(g, x, h, a, b, Scaling, dx, Dropout);
        Near(expectedX, dx, unit);
        CheckFactors(dA, dB);
        var (againA, againB) = CpuLowRank.Backward(g, x, null, a, b, Scaling, null, Dropout);
        CheckFactors(againA, againB);

        void CheckFactors(Tensor gradientA, Tensor gradientB)
        {
            Near(expectedU.t().mm(dropped), gradientA, 1e-5);
            Near(wideG.t().mm(expectedH), gradientB, 1e-5);
        }
    }

    private static Tensor Double(Tensor tensor) => tensor.to(ScalarType.Float64, copy: true);

    private static void Near(Tensor expected, Tensor actual, double unit) =>
        Assert.InRange(Reference.MaxDifference(expected, actual), 0, unit * (1 + expected.abs().max().item<double>()));
}
