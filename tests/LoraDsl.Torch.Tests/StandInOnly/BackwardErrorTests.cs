using System.Runtime.InteropServices;
using LoraDsl.Torch.Tests.Autograd;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.StandInOnly;

// At each of these TorchSharp ends the process: no exception gets out of a backward that native code called, nor out of
// autograd.grad. The context, at last, is a dangling pointer there once forward has returned.
public sealed class BackwardErrorTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private static Tensor Leaf(params long[] shape) => randn(shape, dtype: float64, requires_grad: true);

    [Fact]
    public void A_second_derivative_needs_the_graph_to_be_retained()
    {
        var x = Leaf(2);
        var slope = autograd.grad([(x * x).pow(3).sum()], [x], create_graph: true)[0];
        Assert.Contains("second time", Assert.Throws<ExternalException>(() => autograd.grad([slope.sum()], [x])).Message);
    }

    [Fact]
    public void An_exception_in_backward_reaches_the_caller_as_it_was_thrown()
    {
        var x = Leaf(2, 2);
        var y = Throwing.apply(x, "backward");
        var thrown = Assert.Throws<InvalidTimeZoneException>(() => y.sum().backward());
        Assert.Equal("thrown in backward", thrown.Message);
        Assert.Contains(nameof(Throwing.backward), thrown.StackTrace);
        Assert.Throws<InvalidTimeZoneException>(() => autograd.grad([Throwing.apply(x, "backward").sum()], [x]));
        x.pow(2).sum().backward();
        Assert.True(x.grad!.allclose(2 * x));
    }

    [Fact]
    public void A_libtorch_error_in_backward_reaches_the_caller_with_its_operators_name() =>
        Assert.StartsWith("aten::mm", Assert.Throws<ExternalException>(() => Throwing.apply(Leaf(2, 2), "libtorch").sum().backward()).Message);

    [Fact]
    public void A_wrong_number_of_gradients_names_the_function()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Throwing.apply(Leaf(2, 2), "count").sum().backward());
        Assert.Contains("Throwing: backward returned 1 gradients for 2 arguments", error.Message);
    }

    [Fact]
    public void A_tensor_changed_in_place_after_it_was_saved_is_an_error()
    {
        var (x, a, b) = (Leaf(5, 4), Leaf(2, 4), Leaf(3, 2));
        var product = x * 1;
        var y = LowRank.apply(product, a, b, 1.0);
        product.mul_(2);
        Assert.Contains("modified by an inplace operation", Assert.Throws<ExternalException>(() => y.sum().backward()).Message);
    }

    [Fact]
    public void The_context_is_of_no_use_outside_of_forward_and_backward()
    {
        var error = Assert.Throws<InvalidOperationException>(() => LeakingContext.Leak(Leaf(2, 2)).get_saved_variables());
        Assert.Contains("LeakingContext", error.Message);
    }

    [Fact]
    public void Inputs_without_a_part_in_the_output_are_refused()
    {
        var (x, y) = (Leaf(1, 1), Leaf(1, 1));
        Assert.Throws<ExternalException>(() => autograd.grad([x.sum()], [y]));
    }
}
