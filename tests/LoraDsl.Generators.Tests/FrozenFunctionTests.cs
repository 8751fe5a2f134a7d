using System.Reflection;
using LoraDsl.Generators.Tests.Harness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Generators.Tests;

/// <summary>
/// Runs the generated function of DyLoRA's frozen mode. The reference is autograd on the plain formula in float64, with the rows
/// and columns that must not train detached from the graph.
/// </summary>
[Collection(Probe.Collection)]
public sealed class FrozenFunctionTests
{
    private const int Inputs = 5;
    private const int Outputs = 4;
    private const int StoredRank = 6;
    private const double Scaling = 0.7;
    private const double Dropout = 0.5;

    private static readonly Lazy<MethodInfo> s_plain = new(() => Forward("[DyLora(2, 6, Mode = DyLoraMode.Frozen)]"));

    private static readonly Lazy<MethodInfo> s_dropout =
        new(() => Forward("[DyLora(2, 6, Mode = DyLoraMode.Frozen, Dropout = 0.5)]"));

    public static TheoryData<bool, bool, bool, bool, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<bool, bool, bool, bool, int, int>();
            foreach (var dropout in new[] { false, true })
            {
                cases.Add(dropout, true, true, false, 2, 0);
                cases.Add(dropout, true, true, false, 4, 3);
                cases.Add(dropout, true, false, false, 6, 5);
                cases.Add(dropout, false, true, true, 5, 4);
                cases.Add(dropout, true, true, true, 3, 2);
                cases.Add(dropout, true, false, true, 2, 0);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_and_gradients_are_those_of_the_formula(
        bool dropout, bool hasBias, bool inputTrains, bool baseTrains, int rank, int first)
    {
        using var scope = NewDisposeScope();
        var call = Call.Random(hasBias, inputTrains, baseTrains);

        manual_seed(7);
        var actual = call.Run(dropout ? s_dropout.Value : s_plain.Value, training: true, rank, first);
        var actualGradients = call.GradientsOf(actual);

        manual_seed(7);
        var expected = call.Formula(dropout ? nn.functional.dropout(call.X, Dropout, true) : call.X, rank, first);
        var expectedGradients = call.GradientsOf(expected);

        RequireClose(expected, actual);
        foreach (var (name, gradient) in expectedGradients)
        {
            if (gradient is null)
            {
                Assert.Null(actualGradients[name]);
            }
            else
            {
                RequireClose(gradient, actualGradients[name]!);
            }
        }
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(4, 3)]
    public void Rows_and_columns_that_are_not_trained_get_a_gradient_of_exactly_zero(int rank, int first)
    {
        using var scope = NewDisposeScope();
        var call = Call.Random(hasBias: true, inputTrains: true, baseTrains: false);
        var gradients = call.GradientsOf(call.Run(s_plain.Value, training: true, rank, first));
        for (var row = 0; row < StoredRank; row++)
        {
            var isTrained = row >= first && row < rank;
            Assert.Equal(isTrained, gradients["a"]!.narrow(0, row, 1).count_nonzero().item<long>() > 0);
            Assert.Equal(isTrained, gradients["b"]!.narrow(1, row, 1).count_nonzero().item<long>() > 0);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void In_evaluation_the_whole_prefix_is_differentiated_and_nothing_is_dropped(bool dropout)
    {
        using var scope = NewDisposeScope();
        var call = Call.Random(hasBias: true, inputTrains: true, baseTrains: false);
        var actual = call.Run(dropout ? s_dropout.Value : s_plain.Value, training: false, 4, 3);
        var expected = call.Formula(call.X, 4, 0);
        RequireClose(expected, actual);
        var expectedGradients = call.GradientsOf(expected);
        foreach (var (name, gradient) in call.GradientsOf(actual))
        {
            if (gradient is not null)
            {
                RequireClose(expectedGradients[name]!, gradient);
            }
        }
    }

    [Fact]
    public void The_second_derivative_in_the_trained_rows_is_that_of_the_formula()
    {
        using var scope = NewDisposeScope();
        var call = Call.Random(hasBias: true, inputTrains: true, baseTrains: false);
        RequireClose(Curvature(call.Formula(call.X, 2, 0)), Curvature(call.Run(s_plain.Value, training: true, 2, 0)));

        Tensor Curvature(Tensor y)
        {
            var gradient = autograd.grad([y.pow(2).sum()], [call.B], retain_graph: true, create_graph: true)[0];
            return autograd.grad([gradient.pow(2).sum()], [call.A])[0];
        }
    }

    [Fact]
    public void A_call_leaves_its_caller_one_tensor_and_its_backward_the_gradients()
    {
        using var outer = NewDisposeScope();
        var call = Call.Random(hasBias: true, inputTrains: true, baseTrains: true);
        using var scope = NewDisposeScope();
        var y = call.Run(s_plain.Value, training: true, 4, 3);
        Assert.Equal(1, scope.DisposablesCount);
        using var seed = ones_like(y).DetachFromDisposeScope();
        y.backward([seed]);

        // The output, its incoming gradient, and five results: x, W, bias, A, B.
        Assert.InRange(scope.DisposablesCount, 1, 7);
    }

    private static MethodInfo Forward(string attribute)
    {
        var assembly = GeneratorHarness.Load(Models.WithClassAttribute(attribute));
        var type = assembly.GetTypes().Single(candidate =>
            candidate is { Namespace: "LoraDsl.Generated.Digits", IsNested: false } && candidate.GetMethod("Forward") is not null);
        return type.GetMethod("Forward")!;
    }

    private static void RequireClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        var difference = expected.sub(actual).abs().max().item<double>();
        Assert.True(difference <= 1e-12, $"The greatest difference is {difference}.");
    }

    /// <summary>One layer, one adapter, one input.</summary>
    private sealed record Call(Tensor X, Linear Layer, Tensor A, Tensor B, Tensor OutputGradient)
    {
        public static Call Random(bool hasBias, bool inputTrains, bool baseTrains)
        {
            manual_seed(42);
            var layer = nn.Linear(Inputs, Outputs, hasBias, dtype: ScalarType.Float64);
            foreach (var parameter in layer.parameters())
            {
                parameter.requires_grad = baseTrains;
            }

            return new Call(
                randn(3, Inputs, dtype: ScalarType.Float64, requires_grad: inputTrains),
                layer,
                randn(StoredRank, Inputs, dtype: ScalarType.Float64, requires_grad: true),
                randn(Outputs, StoredRank, dtype: ScalarType.Float64, requires_grad: true),
                randn(3, Outputs, dtype: ScalarType.Float64));
        }

        public Tensor Run(MethodInfo forward, bool training, int rank, int first) =>
            (Tensor)forward.Invoke(null, [training, X, Layer, A, B, rank, first, Scaling])!;

        public Tensor Formula(Tensor input, int rank, int first)
        {
            var a = cat([A.narrow(0, 0, first).detach(), A.narrow(0, first, rank - first)], 0);
            var b = cat([B.narrow(1, 0, first).detach(), B.narrow(1, first, rank - first)], 1);
            var y = X.mm(Layer.weight.t()).add(input.mm(a.t()).mm(b.t()).mul(Scaling));
            return Layer.bias is null ? y : y.add(Layer.bias);
        }

        public Dictionary<string, Tensor?> GradientsOf(Tensor y)
        {
            var targets = new Dictionary<string, Tensor?>
            {
                ["x"] = X,
                ["weight"] = Layer.weight,
                ["bias"] = Layer.bias,
                ["a"] = A,
                ["b"] = B,
            };
            y.backward([OutputGradient]);
            var gradients = new Dictionary<string, Tensor?>();
            foreach (var (name, target) in targets)
            {
                gradients[name] = target?.grad?.clone();
                if (target is not null)
                {
                    target.grad = null;
                }
            }

            return gradients;
        }
    }
}
