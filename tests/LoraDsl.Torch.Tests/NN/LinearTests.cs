using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class LinearTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_output_is_the_product_with_the_transposed_weight(bool hasBias)
    {
        using var layer = Linear(3, 2, hasBias, dtype: ScalarType.Float64);
        var x = Numbers.Random(1, 12);
        using var input = Numbers.Tensor(x, 2, 2, 3);
        using var output = layer.forward(input);
        var w = Numbers.Of(layer.weight);
        var b = hasBias ? Numbers.Of(layer.bias!) : [0, 0];

        var expected = new double[8];
        for (var t = 0; t < 4; t++)
        {
            for (var o = 0; o < 2; o++)
                expected[(2 * t) + o] = b[o] + Enumerable.Range(0, 3).Sum(i => x[(3 * t) + i] * w[(3 * o) + i]);
        }
        Assert.Equal([2, 2, 2], output.shape);
        Numbers.AssertClose(expected, output);
    }

    [Fact]
    public void Weight_and_bias_begin_uniform_between_the_inverse_roots_of_the_inputs()
    {
        random.manual_seed(1);
        using var layer = Linear(400, 300);
        const double bound = 0.05;
        foreach (var parameter in layer.parameters())
        {
            var values = Numbers.Of(parameter);
            Assert.All(values, value => Assert.InRange(value, -bound, bound));
            var deviation = Math.Sqrt(values.Average(value => value * value));
            Assert.InRange(deviation, 0.9 * bound / Math.Sqrt(3), 1.1 * bound / Math.Sqrt(3));
        }
        Assert.Equal((400, 300), (layer.in_features, layer.out_features));
    }

    [Fact]
    public void Given_parameters_become_the_layers_own()
    {
        using var weight = new Parameter(ones(2, 3));
        using var layer = Linear(weight);
        Assert.Same(weight, layer.weight);
        Assert.Null(layer.bias);
        Assert.Equal((3, 2), (layer.in_features, layer.out_features));
        Assert.Equal(["weight"], layer.state_dict().Keys);
    }

    [Fact]
    public void A_new_weight_takes_the_place_of_the_old_one()
    {
        using var layer = Linear(2, 2);
        var old = layer.weight;
        layer.weight = new Parameter(ones(2, 2));
        Assert.True(old.IsInvalid);
        Assert.Same(layer.weight, layer.get_parameter("weight"));
        layer.bias = null;
        Assert.Equal(["weight"], layer.state_dict().Keys);
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        using var layer = Linear(3, 2, dtype: ScalarType.Float64);
        using var input = Numbers.Tensor(Numbers.Random(2, 6), 2, 3);
        layer.forward(input).pow(2).sum().backward();
        var expected = Numbers.FiniteDifferences(w =>
        {
            using var weight = Numbers.Tensor(w, 2, 3);
            using var output = functional.linear(input, weight, layer.bias);
            return Numbers.Of(output).Sum(y => y * y);
        }, Numbers.Of(layer.weight));
        Numbers.AssertClose(expected, layer.weight.grad!, 1e-8);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_an_error_and_no_crash()
    {
        using var layer = Linear(3, 2);
        using var input = ones(1, 4);
        Assert.ThrowsAny<Exception>(() => layer.forward(input));
    }
}
