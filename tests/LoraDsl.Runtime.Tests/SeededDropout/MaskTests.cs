using LoraDsl.Kernels;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.SeededDropout;

/// <summary>What is dropped, looked at as a sample: its mean, and that rows, columns and seeds have nothing to do with each other.</summary>
public sealed class MaskTests
{
    /// <summary>Standard deviations that a statistic may be off. Seeds are fixed, so a test that passes once passes always.</summary>
    private const double Deviations = 5;

    private const int Size = 1000;

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.93)]
    public void The_part_that_is_dropped_is_the_probability(double probability)
    {
        using var scope = NewDisposeScope();
        var bound = Deviations * Math.Sqrt(probability * (1 - probability)) / Size;
        Assert.InRange(Mask(probability, 1).mean().item<double>() - probability, -bound, bound);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Rows_and_columns_are_dropped_as_often_as_chance_would_have_it(int dimension)
    {
        using var scope = NewDisposeScope();
        const double P = 0.3;
        var counts = Mask(P, 2).sum(dim: dimension);
        var chiSquare = (counts - (Size * P)).pow(2).sum().item<double>() / (Size * P * (1 - P));
        var bound = Deviations * Math.Sqrt(2.0 * Size);
        Assert.InRange(chiSquare, Size - bound, Size + bound);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(0, 15)]
    [InlineData(0, 16)]
    [InlineData(0, 32)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(8, 0)]
    [InlineData(256, 0)]
    public void Neighbours_are_independent(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        var mask = Mask(0.4, 3);
        RequireIndependent(
            mask.narrow(0, 0, Size - rows).narrow(1, 0, Size - columns), mask.narrow(0, rows, Size - rows).narrow(1, columns, Size - columns), 0.4);
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(4, 4 + (1L << 32))]
    [InlineData(0, long.MaxValue)]
    public void Seeds_are_independent(long one, long other)
    {
        using var scope = NewDisposeScope();
        RequireIndependent(Mask(0.2, one), Mask(0.2, other), 0.2);
    }

    [Fact]
    public void Probabilities_close_to_0_and_1_drop_nothing_and_everything()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, Mask(1e-13, 6).sum().item<double>());
        Assert.Equal((double)Size * Size, Mask(1 - 1e-13, 6).sum().item<double>());
        Assert.False(default(InputDropout).Drops);
        Assert.Equal(1, default(InputDropout).Scale);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_is_an_error(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => InputDropout.Draw(probability));

    [Fact]
    public void A_narrow_mask_is_the_left_part_of_a_wide_one()
    {
        using var scope = NewDisposeScope();
        var dropout = new InputDropout(0.5, 7);
        var wide = dropout.Mask(6, 100);
        for (var columns = 1; columns < 100; columns++)
            Assert.True(Models.Reference.SameBits(wide.narrow(0, 0, 5).narrow(1, 0, columns), dropout.Mask(5, columns)));
    }

    private static Tensor Mask(double probability, long seed) => new InputDropout(probability, seed).Mask(Size, Size).to(ScalarType.Float64);

    private static void RequireIndependent(Tensor left, Tensor right, double probability)
    {
        var correlation = (left - probability).mul(right - probability).mean().item<double>() / (probability * (1 - probability));
        var bound = Deviations / Math.Sqrt(left.numel());
        Assert.InRange(correlation, -bound, bound);
    }
}
