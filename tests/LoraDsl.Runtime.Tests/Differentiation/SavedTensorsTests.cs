using System.Runtime.CompilerServices;
using LoraDsl.Adapters;
using LoraDsl.Differentiation;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Differentiation;

/// <summary>What functions of ours save lives as long as what autograd saves.</summary>
public sealed class SavedTensorsTests
{
    [Theory]
    [InlineData("image")]
    [InlineData("deeper")]
    [InlineData("up")]
    [InlineData("down")]
    public void A_retained_graph_has_the_same_gradients_again(string layer)
    {
        using var scope = NewDisposeScope();
        using var model = new SparseNet();
        var (adapter, x) = Case(model, layer);
        var y = adapter.forward(x).sum();
        y.backward(retain_graph: true);
        var (ofInput, ofA) = (x.grad!.clone(), Reference.FactorA(adapter).grad!.clone());
        y.backward(retain_graph: true);
        y.backward();
        Assert.InRange(Reference.MaxDifference(ofInput * 3, x.grad!), 0, 1e-4);
        Assert.InRange(Reference.MaxDifference(ofA * 3, Reference.FactorA(adapter).grad!), 0, 1e-4);
        Assert.NotEqual(0, ofA.abs().sum().item<float>());
    }

    [Theory]
    [InlineData("image")]
    [InlineData("deeper")]
    [InlineData("up")]
    [InlineData("down")]
    public void A_graph_that_was_not_retained_says_so_the_second_time(string layer)
    {
        using var scope = NewDisposeScope();
        using var model = new SparseNet();
        var (adapter, x) = Case(model, layer);

        // The backward pass of a sum needs nothing saved, so it does not throw before ours.
        var y = adapter.forward(x).sum();
        y.backward();
        var error = Assert.Throws<InvalidOperationException>(() => GuardedGradient.Backward(y));
        Assert.Contains("retain_graph: true", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recomputed_pass_says_so_too()
    {
        using var scope = NewDisposeScope();
        var x = randn(4, 7, requires_grad: true);
        var layer = nn.Linear(7, 5);
        var y = ActivationRecompute.Run(layer.forward, x, layer).sum();
        y.backward();
        var error = Assert.Throws<InvalidOperationException>(() => GuardedGradient.Backward(y));
        Assert.Contains("retain_graph: true", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_saved_is_kept_without_the_callers_object_and_goes_with_the_graph()
    {
        var (saved, input, tensor) = Saved();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(tensor.TryGetTarget(out _));
        using (var scope = NewDisposeScope())
            Assert.Equal(3, saved.Unpack()[0].sum().item<float>());
        input.Dispose();
        Assert.Throws<InvalidOperationException>(saved.Unpack);
    }

    [Fact]
    public void A_failed_backward_pass_frees_nothing()
    {
        using var scope = NewDisposeScope();
        var x = ones(3, requires_grad: true);
        var fails = new Queue<bool>([true, false]);
        var y = Squaring.Run(x, fails.Dequeue).sum();
        Assert.Throws<InvalidOperationException>(() => GuardedGradient.Backward(y));
        GuardedGradient.Backward(y);
        Assert.Equal(2, x.grad![0].item<float>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (SavedTensors Saved, Tensor Input, WeakReference<Tensor> Tensor) Saved()
    {
        var tensor = ones(3);
        var (saved, input) = SavedTensors.Of([tensor]);
        return (saved, input, new(tensor));
    }

    private static (LayerAdapter Adapter, Tensor Input) Case(SparseNet model, string layer)
    {
        var adapter = model.Lora.Named().Single(entry => entry.Path == layer).Adapter;
        Reference.Randomize(adapter);
        return (adapter, randn(layer switch { "image" => [2, 2, 5, 5], "deeper" => [2, 16, 5, 5], "up" => [4, 16], _ => [4, 24] }, requires_grad: true));
    }

    /// <summary>x², whose backward pass fails when it is told to.</summary>
    private sealed class Squaring : GuardedFunction<Squaring>
    {
        public static Tensor Run(Tensor x, Func<bool> fails)
        {
            using var scope = NewDisposeScope();
            return Attach([x.detach().square()], [x], [x], fails)[0].MoveToOuterDisposeScope();
        }

        protected override IReadOnlyList<Tensor?> Gradients(FunctionPass pass, IReadOnlyList<Tensor?> outputGradients) =>
            ((Func<bool>)pass.State!)() ? throw new InvalidOperationException("no") : [outputGradients[0]! * pass.Saved[0] * 2];
    }
}
