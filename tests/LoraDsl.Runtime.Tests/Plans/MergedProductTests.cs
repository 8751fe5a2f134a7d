using LoraDsl.Kernels;
using LoraDsl.Kernels.Cpu;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Plans;

/// <summary>Products with a weight that is merged for the moment.</summary>
public sealed class MergedProductTests
{
    private const double Scaling = 0.7;
    private const double Float32Unit = 1.0 / (1 << 24);
    private const double BFloat16Unit = 1.0 / (1 << 8);

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void A_weight_is_merged_to_rounding_zeros_included(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        random.manual_seed(1);
        foreach (var (rows, columns, rank) in new[] { (1, 2, 1), (5, 3, 2), (23, 77, 9), (300, 520, 16), (40, 90, 70) })
        {
            var weight = randn(rows, columns).to(type);
            weight.narrow(1, 0, 1).zero_();
            var (a, b) = (randn(rank, columns), randn(rows, rank));
            Assert.True(CpuMerge.Supports(weight));
            using var merged = LowRankProducts.Merge(weight, a, b, Scaling);
            var expected = Double(weight) + (Scaling * Double(b).mm(Double(a)));
            var size = Double(weight).abs() + (Scaling * Double(b).abs().mm(Double(a).abs()));
            var bound = (size * ((rank + 3) * Float32Unit)) + (expected.abs() * (type == ScalarType.BFloat16 ? BFloat16Unit : 0));
            Assert.True((expected - Double(merged.Weight)).abs().le(bound).all().item<bool>());
        }
    }

    [Fact]
    public void One_buffer_serves_pass_after_pass_and_weight_after_weight()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        random.manual_seed(2);
        var (x, g, bias) = (randn(9, 40), randn(9, 30), randn(30));
        var (weight, a, b) = (randn(30, 40), randn(4, 40), randn(30, 4));
        var (other, otherA, otherB) = (randn(20, 10), randn(2, 10), randn(20, 2));
        var whole = weight + (Scaling * b.mm(a));
        for (var pass = 0; pass < 3; pass++)
        {
            var output = LowRankProducts.MergedOutput(x, weight, bias, a, b, Scaling);
            using (LowRankProducts.Merge(other, otherA, otherB, Scaling))
                Assert.InRange(Models.Reference.MaxDifference(g.mm(whole), LowRankProducts.MergedGradient(g, weight, a, b, Scaling)), 0, 1e-4);
            Assert.InRange(Models.Reference.MaxDifference(nn.functional.linear(x, whole, bias), output), 0, 1e-4);
        }
    }

    [Fact]
    public void Where_gradients_are_wanted_they_go_through_the_factors()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var (g, weight) = (randn(5, 8, dtype: ScalarType.Float64), randn(8, 6, dtype: ScalarType.Float64));
        var a = randn(2, 6, dtype: ScalarType.Float64).requires_grad_();
        var b = randn(8, 2, dtype: ScalarType.Float64).requires_grad_();
        LowRankProducts.MergedGradient(g, weight, a, b, Scaling).sum().backward();
        var (dA, dB) = (a.grad!.clone(), b.grad!.clone());
        a.grad!.zero_();
        b.grad!.zero_();
        g.mm(weight + (Scaling * b.mm(a))).sum().backward();
        Assert.InRange(Models.Reference.MaxDifference(a.grad!, dA), 0, 1e-12);
        Assert.InRange(Models.Reference.MaxDifference(b.grad!, dB), 0, 1e-12);
    }

    private static Tensor Double(Tensor tensor) => tensor.to(ScalarType.Float64, copy: true);
}
