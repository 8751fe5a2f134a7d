using LoraDsl.Adapters;
using LoraDsl.Methods;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Adapters;

/// <summary>Generated AdaLoRA code against float64 autograd of the plain formula, y = x·Wᵀ + b + s·x·Qᵀ·Λ·Pᵀ.</summary>
public sealed class AdaLoraTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_linear_layer_and_every_gradient_equal_the_formula(bool bias)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new OneTripletLayer(9, 7, bias);
        Reference.Randomize(model.Layer);
        model.to(ScalarType.Float64);
        var x = randn(2, 3, 9, dtype: ScalarType.Float64, requires_grad: true);
        var (q, p, lambda) = Factors(model.Layer);
        Tensor[] leaves = [x, model.Base.weight, q, p, lambda];
        Compare(model.forward(x), Plain(x, model.Base.weight, model.Base.bias, q, p, lambda, 2), leaves);
    }

    [Fact]
    public void The_second_derivative_is_that_of_the_formula()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new OneTripletLayer(9, 7);
        Reference.Randomize(model.Layer);
        model.to(ScalarType.Float64);
        var x = randn(4, 9, dtype: ScalarType.Float64);
        var (q, p, lambda) = Factors(model.Layer);
        Tensor[] leaves = [q, p, lambda];
        var actual = Curvature(model.forward(x));
        var expected = Curvature(Plain(x, model.Base.weight, model.Base.bias, q, p, lambda, 2));
        Assert.All(actual.Zip(expected), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-12 * pair.Second.abs().max().item<double>()));

        IList<Tensor> Curvature(Tensor y)
        {
            var gradients = autograd.grad([y.pow(3).sum()], leaves, retain_graph: true, create_graph: true);
            return autograd.grad([gradients.Select(gradient => gradient.pow(2).sum()).Aggregate((left, right) => left + right)], leaves);
        }
    }

    [Fact]
    public void An_embedding_and_every_gradient_equal_the_formula()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = Randomized();
        var ids = randint(12, [2, 3]);
        var (q, p, lambda) = Factors(model.Table);
        var table = model.TableBase.weight! + (2 * p.mm(diag(lambda.view(-1))).mm(q).t());
        Compare(model.Table.forward(ids), table.index_select(0, ids.view(-1)).view(2, 3, 8), [q, p, lambda]);
    }

    [Fact]
    public void A_convolution_and_every_gradient_equal_the_formula()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = Randomized();
        var x = randn(2, 1, 6, 5, dtype: ScalarType.Float64, requires_grad: true);
        var (q, p, lambda) = Factors(model.Convolution);
        var layer = model.ConvolutionBase;
        var kernel = layer.weight + (2 * p.flatten(1).mm(diag(lambda.view(-1))).mm(q.flatten(1)).view(16, 1, 3, 3));
        var expected = nn.functional.conv2d(x, kernel, layer.bias!, strides: [2, 2], padding: [1, 1]);
        Compare(model.Convolution.forward(x), expected, [x, q, p, lambda]);
    }

    [Fact]
    public void At_step_0_the_model_equals_its_base_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var model = new TripletKinds();
        var x = randint(12, [4, 7]);
        var adapted = model.forward(x);
        model.Lora.Enabled = false;
        Assert.True(Reference.SameBits(adapted, model.forward(x)));
    }

    [Fact]
    public void Factors_start_at_the_published_deviation()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        using var model = new OneTripletLayer(2000, 1000);
        var (q, p, lambda) = Factors(model.Layer);
        Assert.InRange(q.std().item<float>(), 0.0196, 0.0204);
        Assert.InRange(p.std().item<float>(), 0.0194, 0.0206);
        Assert.Equal([5, 1], lambda.shape);
        Assert.Equal(0, lambda.count_nonzero().item<long>());
    }

    [Fact]
    public void The_initial_rank_is_no_more_than_the_layer_can_use()
    {
        using var model = new OneTripletLayer(9, 4);
        Assert.Equal(4, model.Layer.Rank);
        Assert.Equal(4, model.Layer.MaxRank);
        Assert.Equal(2.0, model.Layer.Scaling);
        Assert.Equal((9 + 4 + 1) * 4, model.Layer.ParameterCount);
    }

    [Fact]
    public void Freezing_the_base_leaves_all_three_factors_to_train()
    {
        using var model = new OneTripletLayer(9, 7);
        model.Lora.FreezeBase();
        Assert.Equal(
            ["layer.lora_default.lora_A", "layer.lora_default.lora_B", "layer.lora_default.lora_E"],
            model.named_parameters().Where(entry => entry.parameter.requires_grad).Select(entry => entry.name).Order(StringComparer.Ordinal));
        Assert.Equal(model.Layer.ParameterCount, model.Lora.TrainableParameters);
    }

    [Theory]
    [InlineData(ScalarType.Float64, 1e-12)]
    [InlineData(ScalarType.Float32, 1e-4)]
    public void Merged_and_unmerged_answers_agree_and_the_base_comes_back(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(7);
        using var model = new TripletKinds();
        foreach (var (_, adapter) in model.Lora.Named())
            Reference.Randomize(adapter);
        model.to(type);
        ((AdaLoraAdapter)model.Table).Mask([true, false, true, false]);
        var before = model.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        var x = randint(12, [4, 7]);
        Assert.InRange(model.Lora.Merge(() => model.forward(x)), 0, tolerance);
        Assert.False(Reference.SameBits(before["head.weight"], model.HeadBase.weight));
        model.Lora.Unmerge();
        Assert.All(model.state_dict(), entry => Assert.True(Reference.SameBits(before[entry.Key], entry.Value), entry.Key));
    }

    [Fact]
    public void A_masked_triplet_counts_no_more()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(8);
        using var model = new OneTripletLayer(9, 7);
        Reference.Randomize(model.Layer);
        ((AdaLoraAdapter)model.Layer).Mask([false, true, false, false, true]);
        Assert.Equal((2, 2, 5, 2.0), (model.Layer.Rank, model.Layer.CurrentRank, model.Layer.StoredTriplets, model.Layer.Scaling));
        var (q, p, lambda) = Factors(model.Layer);
        var x = randn(4, 9);
        long[] live = [1, 4];
        var expected = Plain(
            x, model.Base.weight, model.Base.bias, q.index_select(0, live), p.index_select(1, live), lambda.index_select(0, live), 2);
        Assert.InRange(Reference.MaxDifference(model.forward(x), expected), 0, 1e-4);
    }

    private static TripletKinds Randomized()
    {
        var model = new TripletKinds();
        foreach (var (_, adapter) in model.Lora.Named())
            Reference.Randomize(adapter);
        model.to(ScalarType.Float64);
        return model;
    }

    private static (Tensor Q, Tensor P, Tensor Lambda) Factors(LayerAdapter adapter) =>
        (Reference.FactorA(adapter), Reference.FactorB(adapter), adapter.get_parameter("lora_E")!);

    private static Tensor Plain(Tensor x, Tensor weight, Tensor? bias, Tensor q, Tensor p, Tensor lambda, double scaling)
    {
        var delta = p.mm(diag(lambda.view(-1))).mm(q) * scaling;
        var y = x.matmul((weight + delta).t());
        return bias is null ? y : y + bias;
    }

    private static void Compare(Tensor actual, Tensor expected, Tensor[] leaves)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange(Reference.MaxDifference(actual, expected), 0, 1e-11);
        var gradient = randn_like(expected);
        var actualGradients = autograd.grad([actual], leaves, [gradient]);
        var expectedGradients = autograd.grad([expected], leaves, [gradient]);
        Assert.All(
            actualGradients.Zip(expectedGradients),
            pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-10));
    }
}
