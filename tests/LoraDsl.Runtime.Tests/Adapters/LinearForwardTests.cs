using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Adapters;

/// <summary>Generated forward code and its gradients against float64 autograd of the plain formula.</summary>
public sealed class LinearForwardTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Output_and_every_gradient_equal_the_formula_in_float64(int seed)
    {
        using var scope = NewDisposeScope();
        var shapes = new Random(seed);
        random.manual_seed(seed);
        var (inFeatures, outFeatures) = (shapes.Next(3, 20), shapes.Next(3, 20));
        using var model = new ScaleTwo(inFeatures, outFeatures, bias: seed % 2 == 0);
        CompareInFloat64(model, model.Layer, model.Base, 2.0, RandomInput(shapes, inFeatures));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_scaling_that_float32_cannot_hold_stays_exact_in_float64(int seed)
    {
        using var scope = NewDisposeScope();
        var shapes = new Random(seed);
        random.manual_seed(seed);
        var (inFeatures, outFeatures) = (shapes.Next(3, 20), shapes.Next(3, 20));
        using var model = new ScaleOneThird(inFeatures, outFeatures);
        CompareInFloat64(model, model.Layer, model.Base, 1.0 / 3, RandomInput(shapes, inFeatures));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_second_derivative_is_that_of_the_formula(bool adapter)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new ScaleTwo(7, 5);
        Reference.Randomize(model.Layer);
        model.to(ScalarType.Float64);
        var x = randn(4, 7, dtype: ScalarType.Float64, requires_grad: true);
        var (a, b) = (Reference.FactorA(model.Layer), Reference.FactorB(model.Layer));
        Tensor[] leaves = adapter ? [a, b] : [x];

        var actual = Curvature(model.forward(x));
        var expected = Curvature(Reference.Forward(x, model.Base.weight, model.Base.bias, a, b, 2.0));
        Assert.All(actual.Zip(expected), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-8));

        IList<Tensor> Curvature(Tensor y)
        {
            var gradients = autograd.grad([y.pow(3).sum()], leaves, retain_graph: true, create_graph: true);
            return autograd.grad([gradients.Select(gradient => gradient.pow(2).sum()).Aggregate((left, right) => left + right)], leaves);
        }
    }

    [Fact]
    public void Dropout_in_training_has_the_gradients_of_the_formula()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new WithDropout(7, 5);
        Reference.Randomize(model.Layer);
        model.to(ScalarType.Float64);
        model.train();
        var x = randn(4, 7, dtype: ScalarType.Float64, requires_grad: true);
        var (a, b) = (Reference.FactorA(model.Layer), Reference.FactorB(model.Layer));
        Tensor[] leaves = [x, model.Base.weight, model.Base.bias!, a, b];
        random.manual_seed(4);
        var actual = autograd.grad([model.forward(x).pow(2).sum()], leaves);
        random.manual_seed(4);
        var dropped = nn.functional.dropout(x, 0.5, training: true);
        var y = model.Base.forward(x) + dropped.mm(a.t()).mm(b.t());
        var expected = autograd.grad([y.pow(2).sum()], leaves);
        Assert.All(actual.Zip(expected), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-9));
    }

    [Fact]
    public void A_scaling_that_comes_with_the_rank_has_the_gradients_of_the_formula()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var model = new AdaptiveWithAlpha(7, 5);
        model.Lora.AllocateRanksEvenly();
        Assert.Equal(2.0 / 3, model.Layer.Scaling);
        CompareInFloat64(model, model.Layer, model.Base, 2.0 / 3, randn(2, 3, 7));
    }

    [Fact]
    public void Rank_stabilised_scaling_is_alpha_over_the_root_of_the_rank()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new RankStabilized(7, 5);
        Assert.Equal(4.0, model.Layer.Scaling);
        CompareInFloat64(model, model.Layer, model.Base, 4.0, randn(3, 7));
    }

    [Fact]
    public void Float32_is_within_rounding_of_the_formula_in_float64()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = new ScaleTwo(64, 48);
        Reference.Randomize(model.Layer);
        var x = randn(32, 64);
        var expected = Reference.Forward(
            Reference.Leaf(x), Reference.Leaf(model.Base.weight), Reference.Leaf(model.Base.bias!),
            Reference.Leaf(Reference.FactorA(model.Layer)), Reference.Leaf(Reference.FactorB(model.Layer)), 2.0);
        Assert.InRange(Reference.MaxDifference(model.forward(x), expected), 0, 1e-4);
    }

    [Fact]
    public void At_step_0_the_model_equals_its_base_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var model = new ScaleTwo(33, 17);
        var x = randn(4, 9, 33);
        Assert.True(Reference.SameBits(model.Base.forward(x), model.forward(x)));
    }

    [Fact]
    public void A_disabled_adapter_leaves_the_base_alone()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        using var model = new ScaleTwo(8, 5);
        Reference.Randomize(model.Layer);
        var x = randn(4, 8);
        Assert.NotEqual(0, Reference.MaxDifference(model.Base.forward(x), model.forward(x)));
        model.Lora.Enabled = false;
        Assert.True(Reference.SameBits(model.Base.forward(x), model.forward(x)));
    }

    [Fact]
    public void Dropout_touches_the_adapters_input_only_and_only_in_training()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(7);
        using var model = new WithDropout(12, 6);
        Reference.Randomize(model.Layer);
        var (a, b) = (Reference.FactorA(model.Layer), Reference.FactorB(model.Layer));
        var x = randn(10, 12);

        model.eval();
        var plain = Reference.Forward(x, model.Base.weight, model.Base.bias, a, b, 1);
        Assert.InRange(Reference.MaxDifference(model.forward(x), plain), 0, 1e-5);

        model.train();
        random.manual_seed(8);
        var actual = model.forward(x);
        random.manual_seed(8);
        var dropped = nn.functional.dropout(x, 0.5, training: true);
        var expected = model.Base.forward(x) + dropped.mm(a.t()).mm(b.t());
        Assert.InRange(Reference.MaxDifference(actual, expected), 0, 1e-5);
        Assert.InRange(Reference.MaxDifference(actual, plain), 1e-2, double.MaxValue);
    }

    [Fact]
    public void A_wrong_width_is_an_error_that_names_the_layer_and_both_sizes()
    {
        using var scope = NewDisposeScope();
        using var model = new ScaleTwo(8, 5);
        var error = Assert.Throws<ArgumentException>(() => model.forward(randn(4, 7)));
        Assert.Contains("'layer'", error.Message, StringComparison.Ordinal);
        Assert.Contains("(…, 8)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(4, 7)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frozen_input_gets_no_gradient_and_the_factors_still_do()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(9);
        using var model = new ScaleTwo(8, 5);
        Reference.Randomize(model.Layer);
        model.Lora.FreezeBase();
        var x = randn(4, 8);
        model.forward(x).sum().backward();
        Assert.Null(x.grad);
        Assert.Null(model.Base.weight.grad);
        Assert.NotNull(Reference.FactorA(model.Layer).grad);
        Assert.NotNull(Reference.FactorB(model.Layer).grad);
    }

    internal static void CompareInFloat64(
        nn.Module<Tensor, Tensor> model, LayerAdapter adapter, Linear layer, double scaling, Tensor input)
    {
        Reference.Randomize(adapter);
        model.to(ScalarType.Float64);
        var x = input.to(ScalarType.Float64);
        var actualInput = x.detach().requires_grad_();
        // detach() keeps the strides, so that a non-contiguous input stays one.
        var referenceInput = x.detach().clone().requires_grad_();
        var (weight, a, b) = (Reference.Leaf(layer.weight), Reference.Leaf(Reference.FactorA(adapter)), Reference.Leaf(Reference.FactorB(adapter)));
        var bias = layer.bias is null ? null : Reference.Leaf(layer.bias);

        var actual = model.forward(actualInput);
        var expected = Reference.Forward(referenceInput, weight, bias, a, b, scaling);
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange(Reference.MaxDifference(actual, expected), 0, 1e-11);

        var gradient = randn_like(expected);
        autograd.backward(actual, gradient);
        autograd.backward(expected, gradient);
        Assert.InRange(Reference.MaxDifference(actualInput.grad!, referenceInput.grad!), 0, 1e-11);
        Assert.InRange(Reference.MaxDifference(Reference.FactorA(adapter).grad!, a.grad!), 0, 1e-10);
        Assert.InRange(Reference.MaxDifference(Reference.FactorB(adapter).grad!, b.grad!), 0, 1e-10);
        Assert.InRange(Reference.MaxDifference(layer.weight.grad!, weight.grad!), 0, 1e-10);
        if (bias is not null)
            Assert.InRange(Reference.MaxDifference(layer.bias!.grad!, bias.grad!), 0, 1e-10);
    }

    /// <summary>An input of one to four dimensions, some of them with strides that are not contiguous.</summary>
    internal static Tensor RandomInput(Random shapes, long inFeatures)
    {
        var leading = Enumerable.Range(0, shapes.Next(0, 4)).Select(_ => (long)shapes.Next(1, 5)).ToArray();
        return shapes.Next(3) switch
        {
            0 => randn([.. leading, inFeatures]),
            1 => randn([inFeatures, .. leading]).movedim([0L], [(long)leading.Length]),
            _ => randn([.. leading, 2 * inFeatures]).narrow(leading.Length, 1, inFeatures),
        };
    }
}
