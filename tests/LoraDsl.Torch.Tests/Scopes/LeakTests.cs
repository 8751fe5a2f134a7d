using System.Runtime.InteropServices;
using LoraDsl.Torch.Tests.Autograd;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Torch.Tests.Scopes;

public sealed class LeakTests
{
    private const int Steps = 10_000;

    [Fact]
    public void Ten_thousand_training_steps_in_scopes_leave_no_tensor_behind()
    {
        using var model = new SmallModel();
        Settle();
        var before = Tensor.TotalCount;
        double first = 0, last = 0;
        for (var step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            last = model.Step();
            if (step == 0)
                first = last;
            Assert.True(step < 10 || Tensor.TotalCount <= before + 100, $"{Tensor.TotalCount - before} tensors are left after step {step}");
        }

        Assert.Equal(before, Tensor.TotalCount);
        Assert.True(last < first / 10, $"the loss went from {first} to {last}");
    }

    [Fact]
    public void Ten_thousand_training_steps_left_to_finalizers_leave_no_tensor_behind()
    {
        using var model = new SmallModel();
        Settle();
        var before = Tensor.TotalCount;
        for (var step = 0; step < Steps; step++)
        {
            model.Step();
            if (step % 1000 == 999)
                Settle();
        }

        Settle();
        Assert.InRange(Tensor.TotalCount - before, 0, 5);
    }

    [Fact]
    public void A_failed_call_leaves_no_tensor_behind()
    {
        using var left = ones(2, 3);
        using var right = ones(4, 5);
        Settle();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 100; i++)
            Assert.Throws<ExternalException>(() => left.mm(right));
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_custom_function_lets_go_of_what_it_kept_when_its_graph_goes()
    {
        var kept = Run();
        Settle();
        Assert.False(kept.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Run()
        {
            using var scope = NewDisposeScope();
            var argument = new object();
            Throwing.apply(ones(2, requires_grad: true), argument).sum().backward();
            return new WeakReference(argument);
        }
    }

    private static void Settle()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>A linear layer with a low-rank update by a custom function, fitted to a fixed target by gradient descent.</summary>
    private sealed class SmallModel : IDisposable
    {
        private readonly Generator generator = new(1);
        private readonly Parameter weight, a, b;
        private readonly Tensor input, target;

        public SmallModel()
        {
            weight = new Parameter(randn(3, 4, generator: generator));
            a = new Parameter(randn(2, 4, generator: generator));
            b = new Parameter(zeros(3, 2));
            input = randn(8, 4, generator: generator);
            target = input.mm(randn(4, 3, generator: generator));
            foreach (var parameter in Parameters)
                parameter.grad = zeros_like(parameter);
        }

        private Parameter[] Parameters => [weight, a, b];

        public double Step()
        {
            var output = input.mm(weight.t()) + LowRank.apply(input, a, b, 1.0);
            var loss = (output - target).pow(2).mean();
            loss.backward();
            using (no_grad())
            {
                foreach (var parameter in Parameters)
                {
                    parameter.add_(parameter.grad!, -0.01);
                    parameter.grad!.zero_();
                }
            }

            return loss.ToDouble();
        }

        public void Dispose()
        {
            foreach (var tensor in (Tensor[])[weight, a, b, input, target])
                tensor.Dispose();
            generator.Dispose();
        }
    }
}
