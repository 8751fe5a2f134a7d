using LoraDsl.Differentiation;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Groups;

/// <summary>A group against float64 autograd of the plain formula of each layer.</summary>
public sealed class GroupFormulaTests
{
    private static readonly double[] Scalings = [2, 1, 1.0 / 3];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Outputs_and_every_gradient_equal_the_formula_in_float64(int seed)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(seed);
        var shapes = new Random(seed);
        using var model = Model(shapes.Next(3, 20), shapes.Next(3, 20));
        long[][] sizes = [[3], [4], [2, 3], [2, 1, 3], []];
        var x = randn([.. sizes[seed % sizes.Length], model.Layers[0].in_features], dtype: ScalarType.Float64);
        var (actualInput, plainInput) = (Reference.Leaf(x), Reference.Leaf(x));
        var actualLeaves = Leaves(model);
        Tensor[] plainLeaves = [.. actualLeaves.Select(Reference.Leaf)];

        var actual = Outputs(model.Together(actualInput));
        var expected = Formula(model, plainInput, plainLeaves);
        Tensor[] gradients = [.. expected.Select(y => randn_like(y))];
        var actualGradients = autograd.grad(actual, [actualInput, .. actualLeaves], gradients);
        var expectedGradients = autograd.grad(expected, [plainInput, .. plainLeaves], gradients);

        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.shape, pair.Second.shape));
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-11));
        Assert.All(expectedGradients.Zip(actualGradients), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-10));
    }

    [Fact]
    public void Together_the_layers_give_what_they_give_one_by_one()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new GroupedFixed(40, 24);
        foreach (var (_, adapter) in model.Set.Named())
            Reference.Randomize(adapter);
        var x = randn(70, model.Layers[0].in_features);
        var (together, apart) = (x.clone().requires_grad_(), x.clone().requires_grad_());
        var expected = Outputs(model.Singly(apart));
        var actual = Outputs(model.Together(together));
        Tensor[] gradients = [.. expected.Select(y => randn_like(y))];
        var actualGradients = autograd.grad(actual, [together, .. Leaves(model)], gradients);
        var expectedGradients = autograd.grad(expected, [apart, .. Leaves(model)], gradients);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-4));
        Assert.All(expectedGradients.Zip(actualGradients), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-3));
    }

    [Fact]
    public void The_second_derivative_by_input_and_parameters_is_that_of_the_formula()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = Model(7, 5);
        var x = randn(4, 7, dtype: ScalarType.Float64, requires_grad: true);
        Tensor[] leaves = [x, .. Leaves(model)];

        var actual = Curvature(Outputs(model.Together(x)));
        var expected = Curvature(Formula(model, x, [.. leaves.Skip(1)]));
        Assert.All(actual.Zip(expected), pair =>
            Assert.InRange(Reference.MaxDifference(pair.First, pair.Second) / (1 + pair.Second.abs().max().item<double>()), 0, 1e-9));

        IList<Tensor> Curvature(Tensor[] outputs)
        {
            var loss = outputs.Select(y => y.pow(3).sum()).Aggregate((left, right) => left + right);
            var gradients = autograd.grad([loss], leaves, retain_graph: true, create_graph: true);
            return autograd.grad([gradients.Select(gradient => gradient.pow(2).sum()).Aggregate((left, right) => left + right)], leaves);
        }
    }

    [Fact]
    public void An_output_that_nothing_uses_has_no_part_in_the_gradients()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = Model(7, 5);
        var x = randn(4, 7, dtype: ScalarType.Float64, requires_grad: true);
        var leaves = Leaves(model);
        var actual = GuardedGradient.OfLoss(model.Together(x).Second.pow(2).sum(), [x, .. leaves]);
        var expected = GuardedGradient.OfLoss(Formula(model, x, leaves)[1].pow(2).sum(), [x, .. leaves]);
        Assert.Equal(expected.Select(gradient => gradient is null), actual.Select(gradient => gradient is null || gradient.count_nonzero().item<long>() == 0));
        Assert.All(actual.Zip(expected), pair => Assert.InRange(pair.Second is null ? 0 : Reference.MaxDifference(pair.First!, pair.Second), 0, 1e-11));
    }

    [Fact]
    public void Float32_is_within_rounding_of_the_formula_in_float64()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = new GroupedFixed(64, 48);
        foreach (var (_, adapter) in model.Set.Named())
            Reference.Randomize(adapter);
        var x = randn(32, 64);
        var expected = Formula(model, Reference.Leaf(x), [.. Leaves(model).Select(Reference.Leaf)]);
        Assert.All(expected.Zip(Outputs(model.Together(x))), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 2e-4));
    }

    private static GroupedFixed Model(long inFeatures, long outFeatures)
    {
        var model = new GroupedFixed(inFeatures, outFeatures);
        GroupComparison.Prepare(model);
        return model;
    }

    private static Tensor[] Outputs((Tensor First, Tensor Second, Tensor Third) outputs) => [outputs.First, outputs.Second, outputs.Third];

    // Weight, A, B and, where there is one, bias of each layer.
    private static Tensor[] Leaves(GroupedFixed model) =>
    [
        .. model.Layers.SelectMany((layer, index) => (Tensor[])
        [
            layer.weight,
            Reference.FactorA(model.Group.Members[index]),
            Reference.FactorB(model.Group.Members[index]),
            .. layer.bias is { } bias ? [bias] : Array.Empty<Tensor>(),
        ]),
    ];

    private static Tensor[] Formula(GroupedFixed model, Tensor x, Tensor[] leaves)
    {
        var next = 0;
        return
        [
            .. model.Layers.Select((layer, index) =>
            {
                var first = next;
                next += layer.bias is null ? 3 : 4;
                return Reference.Forward(
                    x, leaves[first], layer.bias is null ? null : leaves[first + 3], leaves[first + 1], leaves[first + 2], Scalings[index]);
            }),
        ];
    }
}
