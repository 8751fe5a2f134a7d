using LoraDsl.Adapters;
using LoraDsl.Kernels;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.SeededDropout;

/// <summary>Layers with dropout in training: y = x·Wᵀ + b + s·(d(x)·Aᵀ)·Bᵀ with d(x) = x ⊙ kept/(1 − p).</summary>
public sealed class DropoutLayerTests
{
    private const int Rows = 33;
    private const int In = 40;
    private const int Out = 30;

    [Theory]
    [InlineData(ScalarType.Float32, 1e-3)]
    [InlineData(ScalarType.Float64, 1e-10)]
    public void Every_plan_has_the_output_and_the_gradients_of_the_formula(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new Dropping(In, Out);
        model.to(type);
        model.train();
        foreach (var (adapter, layer) in model.All)
        {
            Reference.Randomize(adapter);
            var (x, gradient) = (randn(Rows, In, dtype: type, requires_grad: true), randn(Rows, Out, dtype: type));
            Tensor[] leaves = [x, layer.weight, layer.bias!, Reference.FactorA(adapter), Reference.FactorB(adapter)];
            var wide = Array.ConvertAll(leaves, Reference.Leaf);

            random.manual_seed(2);
            var actual = adapter.forward(x);
            random.manual_seed(2);
            var dropped = Dropped(wide[0]);
            var expected = wide[0].mm(wide[1].t()) + wide[2] + (dropped.mm(wide[3].t()).mm(wide[4].t()) * 2);
            Assert.InRange(Reference.MaxDifference(expected, actual), 0, tolerance);
            var gradients = autograd.grad([actual], leaves, [gradient]);
            var wanted = autograd.grad([expected], wide, [gradient.to(ScalarType.Float64)]);
            Assert.All(wanted.Zip(gradients), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, tolerance));
        }
    }

    [Fact]
    public void Triplets_read_an_input_that_is_dropped_alike()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new Dropping(In, Out);
        model.to(ScalarType.Float64);
        model.train();
        var adapter = model.Triplets;
        Reference.Randomize(adapter);
        var x = randn(Rows, In, dtype: ScalarType.Float64, requires_grad: true);
        var (q, p, lambda) = (Reference.FactorA(adapter), Reference.FactorB(adapter), adapter.get_parameter("lora_E")!);
        Tensor[] leaves = [x, q, p, lambda];

        random.manual_seed(4);
        var actual = adapter.forward(x);
        random.manual_seed(4);
        var expected = adapter.Layer.Module.call(x) + (Dropped(x).mm(q.t()).mm(p.mul(lambda.t()).t()) * adapter.Scaling);
        Assert.InRange(Reference.MaxDifference(expected, actual), 0, 1e-10);
        Assert.All(
            autograd.grad([expected.pow(2).sum()], leaves).Zip(autograd.grad([actual.pow(2).sum()], leaves)),
            pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-7));
    }

    [Fact]
    public void Second_derivatives_are_those_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var model = new Dropping(7, 5);
        model.to(ScalarType.Float64);
        model.train();
        const double Step = 1e-5;
        foreach (var (adapter, _) in model.All)
        {
            Reference.Randomize(adapter);
            var x = randn(4, 7, dtype: ScalarType.Float64, requires_grad: true);
            Tensor[] leaves = [x, Reference.FactorA(adapter), Reference.FactorB(adapter)];
            var directions = Array.ConvertAll(leaves, leaf => randn_like(leaf).detach());
            var curvature = autograd.grad([GradientNorm(createGraph: true)], leaves);
            var along = curvature.Zip(directions, (left, right) => left.mul(right).sum().item<double>()).Sum();

            Move(Step);
            var above = GradientNorm(createGraph: false).item<double>();
            Move(-2 * Step);
            var below = GradientNorm(createGraph: false).item<double>();
            var measured = (above - below) / (2 * Step);
            Assert.InRange(along / measured, 1 - 1e-6, 1 + 1e-6);

            Tensor GradientNorm(bool createGraph)
            {
                random.manual_seed(6);
                var gradients = autograd.grad([adapter.forward(x).pow(3).sum()], leaves, retain_graph: createGraph, create_graph: createGraph);
                return gradients.Select(gradient => gradient.pow(2).sum()).Aggregate((left, right) => left + right);
            }

            void Move(double distance)
            {
                using var noGradient = no_grad();
                foreach (var (leaf, direction) in leaves.Zip(directions))
                    leaf.add_(direction * distance);
            }
        }
    }

    [Fact]
    public void A_seed_repeats_what_is_dropped_and_passes_and_layers_differ()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(7);
        using var model = new Dropping(In, Out);
        model.train();
        var (first, second) = (model.All[0].Adapter, model.All[2].Adapter);
        Reference.Randomize(first);
        using (no_grad())
        {
            foreach (var (source, target) in first.parameters().Zip(second.parameters()))
                target.copy_(source);
        }

        var x = randn(Rows, In);
        random.manual_seed(8);
        var (one, other) = (Change(first), Change(first));
        var ofSecond = Change(second);
        random.manual_seed(8);
        Assert.True(Reference.SameBits(one, Change(first)));
        Assert.InRange(Reference.MaxDifference(one, other), 0.1, double.MaxValue);
        Assert.InRange(Reference.MaxDifference(other, ofSecond), 0.1, double.MaxValue);

        Tensor Change(LayerAdapter adapter) => adapter.forward(x) - adapter.Layer.Module.call(x);
    }

    [Fact]
    public void Training_drops_without_gradients_too_and_evaluation_draws_nothing()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(9);
        using var model = new Dropping(In, Out);
        foreach (var (adapter, layer) in model.All)
        {
            Reference.Randomize(adapter);
            var x = randn(Rows, In);
            model.train();
            random.manual_seed(10);
            var expected = adapter.forward(x);
            random.manual_seed(10);
            using (no_grad())
                Assert.InRange(Reference.MaxDifference(expected, adapter.forward(x)), 0, 1e-5);

            model.eval();
            var before = get_rng_state();
            var plain = Reference.Forward(x, layer.weight, layer.bias, Reference.FactorA(adapter), Reference.FactorB(adapter), 2);
            Assert.InRange(Reference.MaxDifference(plain, adapter.forward(x)), 0, 1e-4);
            Assert.True(Reference.SameBits(before, get_rng_state()));
        }
    }

    [Fact]
    public void Elsewhere_than_on_the_processor_torchs_own_dropout_runs()
    {
        using var scope = NewDisposeScope();
        using var model = new Dropping(In, Out);
        model.to(META);
        model.train();
        foreach (var (adapter, _) in model.All)
        {
            var before = get_rng_state();
            var y = adapter.forward(randn(Rows, In, device: META));
            Assert.Equal([Rows, Out], y.shape);
            Assert.True(y.requires_grad);
            Assert.True(Reference.SameBits(before, get_rng_state()));
        }
    }

    private static Tensor Dropped(Tensor x) =>
        x.masked_fill(InputDropout.Draw(Dropping.Probability).Mask(x.shape[0], x.shape[1]), 0) / (1 - Dropping.Probability);
}
