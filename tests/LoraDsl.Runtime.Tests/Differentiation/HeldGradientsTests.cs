using System.Runtime.CompilerServices;
using LoraDsl.Differentiation;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Differentiation;

/// <summary>How long the gradients live that a backward function of ours returned: libtorch takes them only after it has.</summary>
public sealed class HeldGradientsTests
{
    [Fact]
    public void A_returned_gradient_lives_until_the_next_backward_function_of_its_thread()
    {
        var first = Differentiated();
        Collect();
        Assert.True(IsAlive(first));

        var second = Differentiated();
        Collect();
        Assert.False(IsAlive(first));
        Assert.True(IsAlive(second));
    }

    [Fact]
    public void A_backward_function_on_another_thread_frees_none()
    {
        var first = Differentiated();
        var thread = new Thread(() => Differentiated());
        thread.Start();
        thread.Join();
        Collect();
        Assert.True(IsAlive(first));
    }

    [Fact]
    public void A_held_gradient_outlives_its_dispose_scope_and_is_disposed_when_released()
    {
        Tensor gradient;
        using (NewDisposeScope())
            gradient = HeldGradients.Hold(ones(3));
        Assert.False(gradient.IsInvalid);
        HeldGradients.Release();
        Assert.True(gradient.IsInvalid);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Tensor> Differentiated()
    {
        using var scope = NewDisposeScope();
        var returned = new List<WeakReference<Tensor>>();
        var x = ones(3, requires_grad: true);
        Doubling.Run(x, returned).sum().backward();
        Assert.Equal(2, x.grad![0].item<float>());
        return Assert.Single(returned);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsAlive(WeakReference<Tensor> reference) => reference.TryGetTarget(out var gradient) && !gradient.IsInvalid;

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    /// <summary>2·x, which remembers what its backward pass returned without keeping it alive.</summary>
    private sealed class Doubling : GuardedFunction<Doubling>
    {
        public static Tensor Run(Tensor x, List<WeakReference<Tensor>> returned)
        {
            using var scope = NewDisposeScope();
            return Attach([x.detach() * 2], [x], [], returned)[0].MoveToOuterDisposeScope();
        }

        protected override IReadOnlyList<Tensor?> Gradients(FunctionPass pass, IReadOnlyList<Tensor?> outputGradients)
        {
            var gradient = outputGradients[0]! * 2;
            ((List<WeakReference<Tensor>>)pass.State!).Add(new(gradient));
            return [gradient];
        }
    }
}
