using System.Runtime.Intrinsics;
using LoraDsl.Kernels;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Lors;

/// <summary>The masked merge against its formula in float64.</summary>
public sealed class MaskedMergeTests
{
    public static TheoryData<long, long, int, ScalarType> Sizes()
    {
        var data = new TheoryData<long, long, int, ScalarType>();
        foreach (var type in new[] { ScalarType.Float32, ScalarType.BFloat16, ScalarType.Float16, ScalarType.Float64 })
        {
            foreach (var (rows, columns, rank) in new[] { (1, 1, 1), (1, 2, 1), (3, 5, 2), (4, 8, 4), (5, 9, 3), (6, 17, 8), (9, 33, 16), (2, 300, 5), (70, 600, 64), (261, 517, 20) })
                data.Add(rows, columns, rank, type);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_size_and_type_is_the_formula_to_rounding(long rows, long columns, int rank, ScalarType type)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var (weight, a, b) = Draw(rows, columns, rank, type);
        var (expected, bound) = Formula(weight, a, b, 0.3, Unit(type));
        Check(expected, bound, weight, MaskedMerge.Merge(weight, a, b, 0.3));
        using var rented = MaskedMerge.Rent(weight, a, b, 0.3);
        Check(expected, bound, weight, rented.Weight);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Strided_tensors_and_convolutions_are_the_formula_too(ScalarType type)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        var (weight, a, b) = Draw(40, 24, 4, type);
        var (expected, bound) = Formula(weight, a, b, 2, Unit(type));
        var stridedA = cat([a, a], 1).narrow(1, 0, 24);
        Check(expected, bound, weight, MaskedMerge.Merge(weight.t().contiguous().t(), stridedA, b.t().contiguous().t(), 2));
        var convolution = MaskedMerge.Merge(weight.view(40, 6, 2, 2), a.view(4, 6, 2, 2), b.view(40, 4, 1, 1), 2);
        Assert.Equal([40, 6, 2, 2], convolution.shape);
        Check(expected, bound, weight, convolution.view(40, 24));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Every_width_of_vectors_gives_the_same_bits(ScalarType type)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var (weight, a, b) = Draw(23, 77, 9, type);
        var expected = MaskedMerge.Merge(weight, a, b, 1);
        if (Vector512.IsHardwareAccelerated)
            Assert.True(Reference.SameBits(expected, Run<Lanes512, Vector512<float>>(weight, a, b)));
        if (Vector256.IsHardwareAccelerated)
            Assert.True(Reference.SameBits(expected, Run<Lanes256, Vector256<float>>(weight, a, b)));
        Assert.True(Reference.SameBits(expected, Run<Lanes128, Vector128<float>>(weight, a, b)));
        Assert.True(Reference.SameBits(expected, Run<Lanes1, float>(weight, a, b)));
    }

    [Fact]
    public void One_thread_and_several_give_the_same_bits()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        var (weight, a, b) = Draw(517, 300, 12, ScalarType.Float32);
        var before = get_num_threads();
        try
        {
            set_num_threads(1);
            var alone = MaskedMerge.Merge(weight, a, b, 1);
            set_num_threads(3);
            Assert.True(Reference.SameBits(alone, MaskedMerge.Merge(weight, a, b, 1)));
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    public void Zeros_of_both_signs_stay_zero_whatever_the_product_is(ScalarType type)
    {
        using var scope = NewDisposeScope();
        foreach (var columns in new[] { 6, 40 })
        {
            var weight = zeros(3, columns, dtype: type);
            weight[1] = -0.0;
            weight[2] = 1;
            var a = full(2, columns, float.PositiveInfinity, dtype: type);
            var merged = MaskedMerge.Merge(weight, a, ones(3, 2, dtype: type), 1).to(ScalarType.Float32);
            Assert.True(Reference.SameBits(zeros(2, columns), merged[..2]));
            Assert.True(merged[2].isposinf().all().item<bool>());
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Weights_that_are_no_numbers_count_as_not_zero(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var weight = full(4, 40, float.NaN, dtype: type);
        weight[1] = float.NegativeInfinity;
        var merged = MaskedMerge.Merge(weight, ones(2, 40, dtype: type), ones(4, 2, dtype: type), 1);
        Assert.True(merged[0].isnan().all().item<bool>());
        Assert.True(merged[1].isneginf().all().item<bool>());
    }

    [Fact]
    public void Passes_take_turns_with_one_buffer_and_passes_at_the_same_time_do_not()
    {
        using var scope = NewDisposeScope();
        var (large, a, b) = Draw(8, 64, 2, ScalarType.Float32);
        var (small, smallA, smallB) = Draw(4, 16, 2, ScalarType.Float32);
        MaskedMerge.FreeBuffers();
        var first = Address(large, a, b);
        Assert.Equal(first, Address(small, smallA, smallB));
        using (var held = MaskedMerge.Rent(large, a, b, 1))
        {
            var kept = held.Weight.clone();
            Assert.NotEqual(first, Address(small, smallA, smallB));
            Assert.True(Reference.SameBits(kept, held.Weight));
        }

        Assert.Equal(first, Address(large, a, b));
    }

    [Fact]
    public void Where_gradients_are_wanted_the_weight_has_a_history()
    {
        using var scope = NewDisposeScope();
        var (weight, a, b) = Draw(5, 20, 2, ScalarType.Float32);
        a.requires_grad = true;
        using (var rented = MaskedMerge.Rent(weight, a, b, 1))
            Assert.True(rented.Weight.requires_grad);
        using var noGradient = no_grad();
        using var plain = MaskedMerge.Rent(weight, a, b, 1);
        Assert.False(plain.Weight.requires_grad);
    }

    [Theory]
    [InlineData(new long[] { 2, 7 }, new long[] { 5, 2 })]
    [InlineData(new long[] { 2, 6 }, new long[] { 4, 2 })]
    [InlineData(new long[] { 3, 6 }, new long[] { 5, 2 })]
    [InlineData(new long[] { 12 }, new long[] { 5, 2 })]
    public void Shapes_that_do_not_fit_are_an_error_that_names_them(long[] a, long[] b)
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => MaskedMerge.Merge(ones(5, 6), ones(a), ones(b), 1));
        Assert.Contains($"({string.Join(", ", a)})", error.Message, StringComparison.Ordinal);
        Assert.Contains("(5, 6)", error.Message, StringComparison.Ordinal);
    }

    private static (Tensor Weight, Tensor A, Tensor B) Draw(long rows, long columns, int rank, ScalarType type)
    {
        var weight = randn(rows, columns).masked_fill(rand(rows, columns).lt(0.4), 0);
        return (weight.to(type), randn(rank, columns).to(type), randn(rows, rank).to(type));
    }

    /// <summary>The formula, and how far from it each value may be: the sum's roundings in float32 and one to the type itself.</summary>
    private static (Tensor Value, Tensor Bound) Formula(Tensor weight, Tensor a, Tensor b, double scaling, double unit)
    {
        Tensor w = weight.to(ScalarType.Float64), left = b.to(ScalarType.Float64) * scaling, right = a.to(ScalarType.Float64);
        var mask = w.ne(0).to(ScalarType.Float64);
        var value = (w + left.mm(right)) * mask;
        var magnitude = w.abs() + left.abs().mm(right.abs());
        return (value, (magnitude * (a.shape[0] + 3) * Math.Min(unit, Math.Pow(2, -24))) + (value.abs() * unit) + 1e-7 * unit);
    }

    /// <summary>Half the distance of 1 to the next number.</summary>
    private static double Unit(ScalarType type) => type switch
    {
        ScalarType.BFloat16 => Math.Pow(2, -8),
        ScalarType.Float16 => Math.Pow(2, -11),
        ScalarType.Float64 => Math.Pow(2, -53),
        _ => Math.Pow(2, -24),
    };

    private static void Check(Tensor expected, Tensor bound, Tensor weight, Tensor actual)
    {
        Assert.Equal(weight.dtype, actual.dtype);
        Assert.True((actual.to(ScalarType.Float64) - expected).abs().le(bound).all().item<bool>());
        Assert.True(actual.ne(0).logical_and(weight.eq(0)).any().item<bool>() is false);
    }

    private static unsafe nint Address(Tensor weight, Tensor a, Tensor b)
    {
        using var rented = MaskedMerge.Rent(weight, a, b, 1);
        fixed (byte* start = rented.Weight.bytes)
            return (nint)start;
    }

    private static unsafe Tensor Run<TLanes, TVector>(Tensor weight, Tensor a, Tensor b)
        where TLanes : ILanes<TVector>
        where TVector : unmanaged
    {
        var target = empty_like(weight);
        int rows = (int)weight.shape[0], columns = (int)weight.shape[1], rank = (int)a.shape[0];
        fixed (byte* input = weight.bytes, output = target.bytes, left = b.to(ScalarType.Float32).bytes, right = a.to(ScalarType.Float32).bytes)
        {
            if (weight.dtype == ScalarType.Float32)
                new MergeWork<float>((float*)input, (float*)output, (float*)right, (float*)left, rows, columns, rank, 256).Merge<TLanes, TVector>(0, rows);
            else
                new MergeWork<ushort>((ushort*)input, (ushort*)output, (float*)right, (float*)left, rows, columns, rank, 256).Merge<TLanes, TVector>(0, rows);
        }

        return target;
    }
}
