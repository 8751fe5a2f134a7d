using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Schedules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Schedules;

public sealed class GradientSketchTests
{
    [Fact]
    public void Up_to_as_many_singular_values_as_columns_are_exact()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var total = zeros(30, 40, dtype: ScalarType.Float64);
        using var sketch = new GradientSketch(40, 30, columns: 8, seed: 3, dtype: ScalarType.Float64);
        // Five directions of the output: ∂L/∂W has the rank 5.
        var directions = randn(5, 30, dtype: ScalarType.Float64);
        for (var step = 0; step < 20; step++)
        {
            var (x, g) = (randn(16, 40, dtype: ScalarType.Float64), randn(16, 5, dtype: ScalarType.Float64).mm(directions));
            sketch.Add(x, g);
            total.add_(g.t().mm(x));
        }

        var expected = linalg.svdvals(total).data<double>().ToArray();
        var actual = sketch.SingularValues();
        Assert.Equal(8, actual.Count);
        Assert.All(actual.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-9 * expected[0]));
        Assert.InRange(actual[5], 0, 1e-9 * expected[0]);
    }

    [Fact]
    public void With_a_column_for_every_side_all_are_exact()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var sketch = new GradientSketch(6, 9, columns: 50, dtype: ScalarType.Float64);
        var (x, g) = (randn(30, 6, dtype: ScalarType.Float64), randn(30, 9, dtype: ScalarType.Float64));
        sketch.Add(x, g);
        var expected = linalg.svdvals(g.t().mm(x)).data<double>().ToArray();
        Assert.All(sketch.SingularValues().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-10 * expected[0]));
        Assert.Equal(6, sketch.SingularValues().Count);
    }

    [Fact]
    public void The_greatest_of_more_singular_values_are_close()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var sketch = new GradientSketch(60, 50, columns: 20, dtype: ScalarType.Float64);
        var (u, v) = (linalg.qr(randn(50, 50, dtype: ScalarType.Float64)).Item1, linalg.qr(randn(60, 50, dtype: ScalarType.Float64)).Item1);
        double[] values = [.. Enumerable.Range(0, 50).Select(index => Math.Pow(0.7, index))];
        sketch.Add(v.mul(tensor(values)).t(), u.t());
        // What is left beyond 20 columns has the norm 0.7²⁰/√0.51 = 0.0011; random sketches come near that, not to it.
        Assert.All(sketch.SingularValues().Take(5).Zip(values), pair => Assert.Equal(pair.Second, pair.First, 0.01));
    }

    [Fact]
    public void It_draws_from_a_generator_of_its_own_and_the_seed_fixes_it()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        var expected = randn(3);
        random.manual_seed(4);
        using var sketch = new GradientSketch(5, 5, 2, seed: 1);
        using var again = new GradientSketch(5, 5, 2, seed: 1);
        using var other = new GradientSketch(5, 5, 2, seed: 2);
        Assert.True(Reference.SameBits(expected, randn(3)));
        Assert.True(Reference.SameBits(sketch.A, again.A));
        Assert.False(Reference.SameBits(sketch.A, other.A));
    }

    [Fact]
    public void Nothing_and_what_does_not_fit_are_errors()
    {
        using var scope = NewDisposeScope();
        using var sketch = new GradientSketch(5, 4, 2);
        Assert.Contains("Nothing", Assert.Throws<InvalidOperationException>(() => sketch.SingularValues()).Message, StringComparison.Ordinal);
        Assert.Contains("(T, 5)", Assert.Throws<ArgumentException>(() => sketch.Add(randn(3, 4), randn(3, 4))).Message, StringComparison.Ordinal);
        sketch.Add(randn(3, 5), randn(3, 4));
        sketch.Clear();
        Assert.True(sketch.IsEmpty);
        sketch.Add(full([3, 5], double.NaN), randn(3, 4));
        Assert.False(sketch.IsFinite);
        Assert.Contains("finite", Assert.Throws<InvalidOperationException>(() => sketch.SingularValues()).Message, StringComparison.Ordinal);
    }
}
