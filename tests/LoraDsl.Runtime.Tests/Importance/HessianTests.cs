using LoraDsl.Adapters;
using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Importance;

/// <summary>Hessian spectra against the exact Hessian of a small network, formed entry by entry.</summary>
public sealed class HessianTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_top_eigenvalue_of_every_block_is_exact(bool centralDifferences)
    {
        using var scope = NewDisposeScope();
        using var model = Network(out var losses);
        var adapters = model.Lora.Named().ToList();
        var scores = new HessianImportance(centralDifferences: centralDifferences).Measure(model, adapters, losses);
        for (var index = 0; index < adapters.Count; index++)
        {
            var expected = linalg.norm(Exact(adapters[index].Adapter, losses), 2).item<double>();
            Assert.Equal(expected, scores[index], expected * 1e-3);
        }
    }

    [Fact]
    public void The_trace_is_within_three_standard_errors()
    {
        const int probes = 200;
        using var scope = NewDisposeScope();
        using var model = Network(out var losses);
        var adapters = model.Lora.Named().ToList();
        var scores = new HessianImportance(HessianQuantity.Trace, probes, seed: 5).Measure(model, adapters, losses);
        for (var index = 0; index < adapters.Count; index++)
        {
            var exact = Exact(adapters[index].Adapter, losses);
            var trace = exact.trace().item<double>();
            // The variance of vᵀHv over Rademacher probes is twice the sum of squares off the diagonal.
            var offDiagonal = exact.sub(exact.diag().diag()).square().sum().item<double>();
            var margin = 3 * Math.Sqrt(2 * offDiagonal / probes);
            // A negative trace, of a block where the loss curves downwards, is no importance.
            Assert.InRange(scores[index], Math.Max(0, trace - margin), Math.Max(0, trace + margin));
        }

        Assert.Contains(scores, score => score > 0);
    }

    [Fact]
    public void A_loss_that_is_linear_in_the_weights_has_no_curvature()
    {
        using var scope = NewDisposeScope();
        using var model = new ScaleTwo(5, 5);
        model.Lora.FreezeBase();
        var x = randn(3, 5);
        Assert.Equal(0, new HessianImportance().Measure(model, [.. model.Lora.Named()], [() => model.forward(x).sum()])[0]);
    }

    private static Mixed Network(out Func<Tensor>[] losses)
    {
        random.manual_seed(4);
        var model = new Mixed(6);
        model.to(ScalarType.Float64);
        model.Lora.FreezeBase();
        model.eval();
        var (x, target) = (randn(6, 6, dtype: ScalarType.Float64), randn(6, 6, dtype: ScalarType.Float64));
        losses = [() => model.forward(x).sub(target).square().mean(), () => model.forward(x.mul(0.5)).sub(target).square().mean()];
        return model;
    }

    private static Tensor Exact(LayerAdapter adapter, Func<Tensor>[] losses)
    {
        var weight = adapter.Layer.Weight;
        weight.requires_grad = true;
        var size = weight.numel();
        var hessian = zeros(size, size, dtype: ScalarType.Float64);
        foreach (var loss in losses)
        {
            var gradient = autograd.grad([loss()], [weight], retain_graph: true, create_graph: true)[0].flatten();
            for (var row = 0L; row < size; row++)
            {
                if (autograd.grad([gradient[row]], [weight], retain_graph: true, allow_unused: true)[0] is { IsInvalid: false } second)
                    hessian[row].add_(second.flatten().div(losses.Length));
            }
        }

        weight.requires_grad = false;
        return hessian;
    }
}
