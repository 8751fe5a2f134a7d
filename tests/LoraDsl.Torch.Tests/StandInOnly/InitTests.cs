using LoraDsl.Torch.Tests.NN;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.StandInOnly;

// TorchSharp 0.107 adds the mean twice, draws from the default generator whichever it is given, and its orthogonal_ is not orthonormal.
public sealed class InitTests
{
    [Fact]
    public void A_truncated_normal_stays_between_its_bounds_with_the_variance_of_its_formula()
    {
        random.manual_seed(5);
        using var values = empty(100_000, dtype: ScalarType.Float64);
        init.trunc_normal_(values, mean: 1, std: 2, a: -1, b: 3);
        var numbers = Numbers.Of(values);
        Assert.All(numbers, value => Assert.InRange(value, -1, 3));
        Assert.InRange(numbers.Average(), 0.98, 1.02);
        // Between -1 and 1 deviations the variance is 1 - 2 φ(1) / (2 Φ(1) - 1) = 0.29112 of the whole.
        Assert.InRange(numbers.Average(v => (v - 1) * (v - 1)), 4 * 0.287, 4 * 0.295);
        Assert.Throws<ArgumentException>(() => init.trunc_normal_(values, a: 2, b: 1));
    }

    [Fact]
    public void A_generator_makes_fillings_repeatable()
    {
        using var first = empty(5);
        using var second = empty(5);
        using var one = new Generator(9);
        using var other = new Generator(9);
        init.normal_(first, generator: one);
        init.normal_(second, generator: other);
        Assert.Equal(Numbers.Of(first), Numbers.Of(second));
    }

    [Fact]
    public void Orthogonal_weights_have_orthonormal_rows_or_columns_times_the_gain()
    {
        using var scope = NewDisposeScope();
        var wide = init.orthogonal_(empty(4, 9, dtype: ScalarType.Float64), 3);
        Assert.True((9 * eye(4, dtype: ScalarType.Float64)).allclose(wide.mm(wide.t())));
        var tall = init.orthogonal_(empty(9, 4, dtype: ScalarType.Float64));
        Assert.True(eye(4, dtype: ScalarType.Float64).allclose(tall.t().mm(tall)));
    }
}
