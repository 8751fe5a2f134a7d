using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Autograd;

public sealed class GradientTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private static Tensor Leaf(params double[] values) => tensor(values, requires_grad: true);

    [Fact]
    public void Backward_adds_to_the_gradients_of_leaves()
    {
        var x = Leaf(1, 2, 3);
        Assert.Null(x.grad);
        (x * x).sum().backward();
        Assert.Equal([2.0, 4.0, 6.0], x.grad!.data<double>().ToArray());
        (x * x).sum().backward();
        Assert.Equal([4.0, 8.0, 12.0], x.grad!.data<double>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Gradients_are_set()
    {
        var x = Leaf(1, 2);
        x.grad = ones(2, dtype: float64);
        Assert.Equal(2, x.grad!.sum().item<double>());
    }

    [Fact]
    public void Grad_returns_gradients_and_leaves_the_leaves_alone()
    {
        var (x, y) = (Leaf(3), Leaf(5));
        var gradients = autograd.grad([(x * y).sum()], [x, y]);
        Assert.Equal([5.0, 3.0], gradients.Select(gradient => gradient.item<double>()));
        Assert.Null(x.grad);
    }

    [Fact]
    public void An_input_without_a_part_in_the_output_has_an_invalid_gradient_where_that_is_allowed()
    {
        var (x, y) = (Leaf(3), Leaf(5));
        Assert.True(autograd.grad([x.sum()], [y], allow_unused: true)[0].IsInvalid);
    }

    [Fact]
    public void Second_derivatives_follow_from_a_recorded_gradient()
    {
        var x = Leaf(2);
        var first = autograd.grad([x.pow(3).sum()], [x], retain_graph: true, create_graph: true)[0];
        Assert.Equal(12, first.item<double>());
        Assert.Equal(12, autograd.grad([first.sum()], [x])[0].item<double>());
    }

    [Fact]
    public void A_graph_serves_once_unless_it_is_kept()
    {
        var x = Leaf(2);
        var y = x.pow(2).sum();
        y.backward(retain_graph: true);
        y.backward();
        Assert.Equal(8, x.grad!.item<double>());
        Assert.Contains("second time", Assert.Throws<ExternalException>(() => y.backward()).Message);
    }

    [Fact]
    public void Only_the_inputs_named_get_gradients()
    {
        var (x, y) = (Leaf(3), Leaf(5));
        (x * y).sum().backward(inputs: [x]);
        Assert.Equal(5, x.grad!.item<double>());
        Assert.Null(y.grad);
    }

    [Fact]
    public void Outputs_of_many_elements_take_their_gradients()
    {
        var x = Leaf(1, 2);
        (x * x).backward([tensor(new[] { 10.0, 100.0 })]);
        Assert.Equal([20.0, 400.0], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void Nothing_is_recorded_in_no_grad_and_modes_nest()
    {
        var x = Leaf(1);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }

        Assert.True((x * 2).requires_grad);
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }

        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void Detached_tensors_and_kept_gradients()
    {
        var x = Leaf(2);
        Assert.False((x * 2).detach().requires_grad);
        var y = x * 3;
        y.retain_grad();
        (y * y).sum().backward();
        Assert.Equal(12, y.grad!.item<double>());
        Assert.Equal(36, x.grad!.item<double>());
        Assert.False(y.is_leaf);
    }

    [Fact]
    public void Changing_a_leaf_in_place_is_refused_with_libtorchs_text()
    {
        var error = Assert.Throws<ExternalException>(() => Leaf(1).add_(1));
        Assert.Contains("leaf Variable that requires grad", error.Message);
    }

    [Fact]
    public void Anomaly_detection_is_switched_on_and_back()
    {
        using (autograd.detect_anomaly())
        {
            Assert.True(AnomalyMode.IsEnabled);
            var x = Leaf(0);
            Assert.Contains("nan", Assert.Throws<ExternalException>(() => (x.sqrt() * 0).sum().backward()).Message);
        }

        Assert.False(AnomalyMode.IsEnabled);
    }
}
