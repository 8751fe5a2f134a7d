using System.Runtime.InteropServices;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Reliability;

/// <summary>Exceptions in custom functions, thousands of them, from several threads, beside functions that work.</summary>
public sealed class CustomFunctionErrorTests
{
    [Theory]
    [InlineData("forward")]
    [InlineData("backward")]
    [InlineData("libtorch forward")]
    [InlineData("libtorch backward")]
    [InlineData("gradients")]
    public void A_thousand_failures_reach_their_callers_and_leave_no_tensor_behind(string where)
    {
        Fail(where);
        Memory.Settle();
        var before = Diagnostics.LiveTensors;
        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 250; i++)
            {
                Fail(where);
                Succeed();
            }
        });
        Memory.Settle();
        Assert.Equal(before, Diagnostics.LiveTensors);
    }

    [Fact]
    public void A_failure_deep_in_a_graph_frees_the_graph_and_the_same_leaf_serves_again()
    {
        using var scope = NewDisposeScope();
        var x = ones(3, requires_grad: true);
        var y = x;
        for (var i = 0; i < 50; i++)
            y = i == 25 ? Failing.apply(y, "backward") : y * 1.01;
        Assert.Throws<InvalidTimeZoneException>(() => y.sum().backward());
        Assert.Null(x.grad);
        (x * 2).sum().backward();
        Assert.Equal([2f, 2f, 2f], x.grad!.data<float>().ToArray());
    }

    private static void Fail(string where)
    {
        using var scope = NewDisposeScope();
        var x = ones(2, 2, requires_grad: true);
        Action act = () => Failing.apply(x, where).sum().backward();
        if (where.StartsWith("libtorch", StringComparison.Ordinal))
            Assert.StartsWith("aten::mm: ", Assert.Throws<ExternalException>(act).Message);
        else if (where == "gradients")
            Assert.StartsWith($"{nameof(Failing)}: ", Assert.Throws<InvalidOperationException>(act).Message);
        else
            Assert.Equal(where, Assert.Throws<InvalidTimeZoneException>(act).Message);
    }

    private static void Succeed()
    {
        using var scope = NewDisposeScope();
        var x = full(2, 3f, requires_grad: true);
        Failing.apply(x, "").sum().backward();
        Assert.Equal(12, x.grad!.sum().item<float>());
    }

    /// <summary>The square, or an exception at the place that is asked for.</summary>
    private sealed class Failing : autograd.SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            ctx.save_data("where", vars[1]);
            ThrowIf((string)vars[1], "forward");
            return x.square();
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var where = (string)ctx.get_data("where")!;
            ThrowIf(where, "backward");
            var gradient = 2 * ctx.get_saved_variables()[0] * grad_output;
            return where == "gradients" ? [gradient] : [gradient, null!];
        }

        private static void ThrowIf(string where, string here)
        {
            if (where == here)
                throw new InvalidTimeZoneException(here);
            if (where == $"libtorch {here}")
                ones(2, 3).mm(ones(2, 3));
        }
    }
}
