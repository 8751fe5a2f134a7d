using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Autograd;

public sealed class CustomFunctionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private static Tensor Leaf(params long[] shape) => randn(shape, dtype: float64, requires_grad: true);

    private static Tensor Numeric(Func<Tensor> loss, Tensor input)
    {
        using var _ = no_grad();
        const double Step = 1e-6;
        var gradient = zeros_like(input);
        var (values, slopes) = (input.data<double>(), gradient.data<double>());
        for (var i = 0L; i < input.numel(); i++)
        {
            var index = new[] { i / input.shape[1], i % input.shape[1] };
            var value = values[index];
            values[index] = value + Step;
            var above = loss().ToDouble();
            values[index] = value - Step;
            var below = loss().ToDouble();
            values[index] = value;
            slopes[index] = (above - below) / (2 * Step);
        }

        return gradient;
    }

    [Fact]
    public void Its_gradients_agree_with_finite_differences_and_with_autograd()
    {
        var (x, a, b) = (Leaf(5, 4), Leaf(2, 4), Leaf(3, 2));
        Tensor Loss() => LowRank.apply(x, a, b, 0.5).sin().sum();
        Loss().backward();
        foreach (var leaf in new[] { x, a, b })
            Assert.True(leaf.grad!.allclose(Numeric(Loss, leaf), 1e-6, 1e-8));

        var plain = autograd.grad([(0.5 * x.mm(a.t()).mm(b.t())).sin().sum()], [x, a, b]);
        Assert.True(x.grad!.allclose(plain[0]));
        Assert.True(a.grad!.allclose(plain[1]));
        Assert.True(b.grad!.allclose(plain[2]));
    }

    [Fact]
    public void Its_backward_can_be_differentiated_again()
    {
        var (x, a, b) = (Leaf(5, 4), Leaf(2, 4), Leaf(3, 2));
        Tensor SecondOrder(Tensor y) => autograd.grad([autograd.grad([y.pow(3).sum()], [a], retain_graph: true, create_graph: true)[0].pow(2).sum()], [b])[0];
        var own = SecondOrder(LowRank.apply(x, a, b, 0.5));
        var plain = SecondOrder(0.5 * x.mm(a.t()).mm(b.t()));
        Assert.True(own.allclose(plain));
    }

    [Fact]
    public void An_exception_in_forward_reaches_the_caller_as_it_was_thrown() =>
        Assert.Equal("thrown in forward", Assert.Throws<InvalidTimeZoneException>(() => Throwing.apply(Leaf(2, 2), "forward")).Message);

    [Fact]
    public void Nothing_is_recorded_without_a_tensor_that_requires_a_gradient()
    {
        Assert.False(LowRank.apply(ones(5, 4), ones(2, 4), ones(3, 2), 1.0).requires_grad);
        using var _ = no_grad();
        Assert.False(LowRank.apply(Leaf(5, 4), Leaf(2, 4), Leaf(3, 2), 1.0).requires_grad);
    }

    [Fact]
    public void Several_results_have_gradients_of_their_own_and_missing_ones_are_zeros()
    {
        var x = Leaf(3, 2);
        var results = SinAndCos.apply(x);
        Assert.False(results[2].requires_grad);
        results[0].sum().backward();
        Assert.True(x.grad!.allclose(x.cos()));
    }

    [Fact]
    public void Without_materialised_gradients_a_missing_one_is_an_invalid_tensor()
    {
        var x = Leaf(3, 2);
        Doubled.apply(x)[0].sum().backward();
        Assert.True(x.grad!.allclose(full_like(x, 2)));
    }

    [Fact]
    public void An_argument_changed_in_place_carries_the_gradient_on()
    {
        var x = Leaf(3, 2);
        var y = x * 1;
        var doubled = InPlaceDouble.apply(y);
        Assert.NotSame(y, doubled);
        Assert.True(y.Equals(2 * x));
        (doubled * 3).sum().backward();
        Assert.True(x.grad!.allclose(full_like(x, 6)));
    }
}
