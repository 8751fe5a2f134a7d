using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class LayerNormTests
{
    private const double Eps = 1e-3;

    [Fact]
    public void Rows_are_normalised_scaled_and_shifted()
    {
        var x = Numbers.Random(3, 8);
        var w = Numbers.Random(4, 4);
        var b = Numbers.Random(5, 4);
        using var layer = LayerNorm(4, Eps, dtype: ScalarType.Float64);
        Set(layer.weight!, w);
        Set(layer.bias!, b);
        using var input = Numbers.Tensor(x, 2, 4);
        Numbers.AssertClose(Normalised(x, w, b), layer.forward(input));
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        var x = Numbers.Random(6, 8);
        var w = Numbers.Random(7, 4);
        var b = Numbers.Random(8, 4);
        var mix = Numbers.Random(9, 8);
        using var layer = LayerNorm(4, Eps, dtype: ScalarType.Float64);
        Set(layer.weight!, w);
        Set(layer.bias!, b);
        using var input = Numbers.Tensor(x, 2, 4).requires_grad_();
        using var weights = Numbers.Tensor(mix, 2, 4);
        (layer.forward(input) * weights).sum().backward();

        double Loss(double[] x, double[] w, double[] b) => Normalised(x, w, b).Zip(mix, (y, m) => y * m).Sum();
        Numbers.AssertClose(Numbers.FiniteDifferences(v => Loss(v, w, b), x), input.grad!, 1e-7);
        Numbers.AssertClose(Numbers.FiniteDifferences(v => Loss(x, v, b), w), layer.weight!.grad!, 1e-7);
        Numbers.AssertClose(Numbers.FiniteDifferences(v => Loss(x, w, v), b), layer.bias!.grad!, 1e-7);
    }

    [Fact]
    public void Weight_begins_at_one_bias_at_zero_and_both_can_be_left_out()
    {
        using var full = LayerNorm([2, 3]);
        Assert.Equal(["weight", "bias"], full.state_dict().Keys);
        Assert.All(Numbers.Of(full.weight!), value => Assert.Equal(1, value));
        Assert.All(Numbers.Of(full.bias!), value => Assert.Equal(0, value));
        using var unbiased = LayerNorm(3, bias: false);
        Assert.Equal(["weight"], unbiased.state_dict().Keys);
        using var plain = LayerNorm(3, elementwise_affine: false);
        Assert.Empty(plain.state_dict());
        using var input = Numbers.Tensor([1, 2, 6], 1, 3);
        using var single = input.to(ScalarType.Float32);
        Numbers.AssertClose([-2 / Math.Sqrt(14), -1 / Math.Sqrt(14), 3 / Math.Sqrt(14)], functional.normalize(plain.forward(single)), 1e-5);
    }

    private static double[] Normalised(double[] x, double[] w, double[] b) =>
    [
        .. x.Chunk(w.Length).SelectMany(row =>
        {
            var mean = row.Average();
            var variance = row.Average(value => (value - mean) * (value - mean));
            return row.Select((value, i) => ((value - mean) / Math.Sqrt(variance + Eps) * w[i]) + b[i]);
        }),
    ];

    private static void Set(Tensor parameter, double[] values)
    {
        using var untracked = no_grad();
        using var source = Numbers.Tensor(values, values.Length);
        parameter.copy_(source);
    }
}
