using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Torch.Tests.NN;

public class ActivationTests
{
    private static readonly double[] Values = [-3, -1.5, -0.1, 0, 0.2, 1, 4];

    public static TheoryData<string> Names => ["relu", "silu", "tanh", "sigmoid", "gelu tanh"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_are_those_of_the_formula_in_place_and_out_of_place(string name)
    {
        var formula = Formula(name);
        double[] expected = [.. Values.Select(formula)];
        foreach (var inplace in new[] { false, true })
        {
            using var module = Make(name, inplace);
            using var input = Numbers.Tensor(Values, Values.Length);
            using var output = module.forward(input);
            Numbers.AssertClose(expected, output);
            Numbers.AssertClose(inplace ? expected : Values, input);
            output.Dispose();
            Assert.False(input.IsInvalid);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_those_of_finite_differences(string name)
    {
        double[] away = [-2, -0.7, 0.3, 1.9];
        using var module = Make(name, false);
        using var input = Numbers.Tensor(away, away.Length).requires_grad_();
        module.forward(input).sum().backward();
        Numbers.AssertClose(Numbers.FiniteDifferences(x => x.Sum(Formula(name)), away), input.grad!, 1e-8);
    }

    [Fact]
    public void Gelu_with_the_error_function_has_the_known_values()
    {
        using var module = GELU();
        using var input = Numbers.Tensor([-1, 0, 1, 2], 4);
        Numbers.AssertClose([-0.15865525393145707, 0, 0.8413447460685429, 1.9544997361036416], module.forward(input), 1e-12);
    }

    [Fact]
    public void A_learnt_slope_has_the_gradient_of_what_it_multiplies()
    {
        using var module = PReLU(2, 0.5, dtype: TorchSharp.torch.ScalarType.Float64);
        using var input = Numbers.Tensor([-1, 2, 3, -4], 2, 2).requires_grad_();
        using var output = module.forward(input);
        Numbers.AssertClose([-0.5, 2, 3, -2], output);
        output.sum().backward();
        Numbers.AssertClose([-1, -4], module.weight.grad!);
        Numbers.AssertClose([0.5, 1, 1, 0.5], input.grad!);
        Assert.Equal(["weight"], module.state_dict().Keys);
    }

    [Fact]
    public void Softmax_and_its_logarithm_sum_to_one_along_the_dimension()
    {
        double[] x = [1, 2, 3, -1, 0, 5];
        using var input = Numbers.Tensor(x, 2, 3);
        double[] expected = [.. x.Chunk(3).SelectMany(row => row.Select(value => Math.Exp(value) / row.Sum(Math.Exp)))];
        using var softmax = Softmax(1);
        using var logSoftmax = LogSoftmax(-1);
        Numbers.AssertClose(expected, softmax.forward(input));
        Numbers.AssertClose([.. expected.Select(p => Math.Log(p))], logSoftmax.forward(input));
        using var single = functional.softmax(input, 0, ScalarType.Float32);
        Assert.Equal(ScalarType.Float32, single.dtype);
        Numbers.AssertClose([1 / (1 + Math.Exp(-2)), 1 / (1 + Math.Exp(2))], [Numbers.Of(single)[0], Numbers.Of(single)[3]], 1e-6);
    }

    [Fact]
    public void Identity_and_flatten_return_new_handles()
    {
        using var input = zeros(2, 3, 4);
        using var identity = Identity();
        using var same = identity.forward(input);
        Assert.NotSame(input, same);
        using var flatten = Flatten();
        Assert.Equal([2, 12], flatten.forward(input).shape);
        using var all = Flatten(start_dim: 0);
        Assert.Equal([24], all.forward(input).shape);
    }

    [Fact]
    public void Modules_without_parameters_refuse_them()
    {
        using var module = ReLU();
        using var tensor = zeros(1);
        Assert.Throws<InvalidOperationException>(() => module.register_buffer("b", tensor));
        Assert.Throws<InvalidOperationException>(() => module.register_parameter("p", new Parameter(zeros(1))));
        Assert.Throws<InvalidOperationException>(() => module.register_module("m", Linear(1, 1)));
        module.register_module("m", GELU());
        Assert.Single(module.children());
    }

    private static Module<Tensor, Tensor> Make(string name, bool inplace) => name switch
    {
        "relu" => ReLU(inplace),
        "silu" => SiLU(inplace),
        "tanh" => Tanh(inplace: inplace),
        "sigmoid" => Sigmoid(inplace),
        _ => GELU(TorchSharp.Modules.GELU.Approximate.tanh, inplace),
    };

    private static Func<double, double> Formula(string name) => name switch
    {
        "relu" => x => Math.Max(x, 0),
        "silu" => x => x / (1 + Math.Exp(-x)),
        "tanh" => Math.Tanh,
        "sigmoid" => x => 1 / (1 + Math.Exp(-x)),
        _ => x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
    };
}
