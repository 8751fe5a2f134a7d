using LoraDsl.Adapters;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Lors;

/// <summary>Both modes against what they are defined as, in float64.</summary>
public sealed class GradientTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Exact_gradients_of_a_linear_layer_are_autograds_own(bool bias, bool batched)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = LorsAdapters.Linear(7, 5, LorsMode.Exact, bias: bias);
        Prepare(model, model.Layer);
        var input = randn(batched ? [2, 3, 7] : [4, 7], dtype: ScalarType.Float64);
        Comparison.InFloat64(model, model.Layer, Parameters(model.Base.weight, model.Base.bias), input, (x, leaves, a, b) =>
            x.matmul(Masked(leaves[0], a, b, 2).transpose(0, 1)) + (leaves.Count > 1 ? leaves[1] : zeros(5, dtype: ScalarType.Float64)));
    }

    [Theory]
    [InlineData(1, 0, 1, PaddingModes.Zeros, true)]
    [InlineData(2, 1, 1, PaddingModes.Zeros, false)]
    [InlineData(1, 2, 2, PaddingModes.Zeros, true)]
    [InlineData(1, 1, 1, PaddingModes.Reflect, true)]
    public void Exact_gradients_of_a_convolution_are_autograds_own(long stride, long padding, long dilation, PaddingModes mode, bool bias)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = LorsAdapters.Conv2d(nn.Conv2d(3, 5, 3, stride, padding, dilation, mode, bias: bias), LorsMode.Exact);
        Prepare(model, model.Layer);
        var input = randn([2, 3, 8, 9], dtype: ScalarType.Float64);
        Comparison.InFloat64(model, model.Layer, Parameters(model.Base.weight, model.Base.bias), input, (x, leaves, a, b) =>
            Conv2dAdapters.Convolve(x, model.Base, Masked(leaves[0], a, b, 1.5), leaves.Count > 1 ? leaves[1] : null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Straight_through_gradients_of_a_linear_layer_are_the_published_formula(bool bias)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = LorsAdapters.Linear(7, 5, LorsMode.StraightThrough, bias: bias);
        Prepare(model, model.Layer);
        model.Base.weight.requires_grad = false;
        var x = Reference.Leaf(randn(4, 7));
        var (a, b) = (Reference.FactorA(model.Layer), Reference.FactorB(model.Layer));
        var y = model.forward(x);
        var g = randn_like(y);
        var masked = Masked(model.Base.weight, a, b, 2).detach();
        Tensor[] wanted = bias ? [x, a, b, model.Base.bias!] : [x, a, b];
        var gradients = autograd.grad([y], wanted, [g]);
        Close(g.mm(masked), gradients[0]);
        Close(g.mm(b).t().mm(x) * 2, gradients[1]);
        Close(g.t().mm(x.mm(a.t())) * 2, gradients[2]);
        if (bias)
            Close(g.sum(dim: 0), gradients[3]);
    }

    [Theory]
    [InlineData(1, 0, PaddingModes.Zeros, true)]
    [InlineData(2, 1, PaddingModes.Zeros, false)]
    [InlineData(1, 1, PaddingModes.Circular, true)]
    public void Straight_through_gradients_of_a_convolution_are_those_of_the_unmasked_product(long stride, long padding, PaddingModes mode, bool batched)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = LorsAdapters.Conv2d(nn.Conv2d(3, 5, 3, stride, padding, 1, mode), LorsMode.StraightThrough);
        Prepare(model, model.Layer);
        model.Base.weight.requires_grad = false;
        long[] shape = batched ? [2, 3, 8, 9] : [3, 8, 9];
        var x = Reference.Leaf(randn(shape));
        var (a, b) = (Reference.FactorA(model.Layer), Reference.FactorB(model.Layer));
        var y = model.forward(x);
        var g = randn_like(y);
        var gradients = autograd.grad([y], [x, a, b], [g]);

        var expected = Conv2dAdapters.Convolve(x, model.Base, Masked(model.Base.weight, a, b, 1.5).detach());
        Close(autograd.grad([expected], [x], [g])[0], gradients[0]);
        var unmasked = nn.functional.conv2d(Conv2dAdapters.Convolve(x.detach(), model.Base, a), b) * 1.5;
        var factors = autograd.grad([unmasked], [a, b], [g]);
        Close(factors[0], gradients[1]);
        Close(factors[1], gradients[2]);
    }

    [Fact]
    public void Exact_gradients_pass_finite_differences()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var model = LorsAdapters.Linear(6, 4, LorsMode.Exact);
        Prepare(model, model.Layer);
        model.Lora.FreezeBase();
        var x = Reference.Leaf(randn(3, 6));
        Tensor[] inputs = [x, Reference.FactorA(model.Layer), Reference.FactorB(model.Layer)];
        foreach (var (input, gradient) in inputs.Zip(autograd.grad([Loss()], inputs)))
        {
            for (var index = 0L; index < input.numel(); index++)
                Assert.Equal(Difference(input.detach().view(-1), index), gradient.view(-1)[index].item<double>(), 1e-7);
        }

        Tensor Loss() => model.forward(x).sin().sum();

        double Difference(Tensor values, long index)
        {
            const double Step = 1e-5;
            using var noGradient = no_grad();
            var value = values[index].item<double>();
            values[index] = value + Step;
            var above = Loss().item<double>();
            values[index] = value - Step;
            var below = Loss().item<double>();
            values[index] = value;
            return (above - below) / (2 * Step);
        }
    }

    [Theory]
    [InlineData(LorsMode.StraightThrough)]
    [InlineData(LorsMode.Exact)]
    public void Without_gradients_the_answer_is_the_same_bit_for_bit(LorsMode mode)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = LorsAdapters.Linear(7, 5, mode);
        Reference.Randomize(model.Layer);
        var x = randn(4, 7);
        var recorded = model.forward(x);
        using var noGradient = no_grad();
        Assert.True(Reference.SameBits(recorded, model.forward(x)));
    }

    private static void Prepare(nn.Module model, LayerAdapter adapter)
    {
        Reference.Randomize(adapter);
        model.to(ScalarType.Float64);
    }

    private static Tensor[] Parameters(Parameter weight, Parameter? bias) => bias is null ? [weight] : [weight, bias];

    /// <summary>(W + s·B·A) ⊙ (W ≠ 0) by a mask of numbers.</summary>
    private static Tensor Masked(Tensor weight, Tensor a, Tensor b, double scaling)
    {
        var product = b.flatten(1).mm(a.flatten(1)).view(weight.shape) * scaling;
        return (weight + product) * weight.detach().ne(0).to(weight.dtype);
    }

    private static void Close(Tensor expected, Tensor actual) => Assert.InRange(Reference.MaxDifference(expected, actual), 0, 1e-11);
}
