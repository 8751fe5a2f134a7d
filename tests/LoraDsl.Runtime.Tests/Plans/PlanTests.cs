using LoraDsl.Plans;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Plans;

/// <summary>All plans give the formula; the choice is the cheapest, is seen and is kept.</summary>
public sealed class PlanTests
{
    [Theory]
    [InlineData(ScalarType.Float32, 2e-4)]
    [InlineData(ScalarType.Float64, 1e-10)]
    public void Every_plan_gives_the_outputs_and_gradients_of_the_formula(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new Planned(19, 37);
        foreach (var (adapter, _) in model.All)
            Reference.Randomize(adapter);
        model.to(type);
        foreach (var (adapter, layer) in model.All)
        {
            var x = randn(23, 19, dtype: type, requires_grad: true);
            var (a, b) = (Reference.FactorA(adapter), Reference.FactorB(adapter));
            Tensor[] leaves = [x, layer.weight, layer.bias!, a, b];
            Tensor[] plain = [.. leaves.Select(Reference.Leaf)];
            var (actual, expected) = (adapter.forward(x), Reference.Forward(plain[0], plain[1], plain[2], plain[3], plain[4], 2));
            Assert.InRange(Reference.MaxDifference(actual, expected), 0, tolerance);
            var gradient = randn(23, 37, dtype: type);
            var gradients = autograd.grad([actual], leaves, [gradient]).Zip(autograd.grad([expected], plain, [gradient.to(ScalarType.Float64)]));
            Assert.All(gradients, pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, tolerance));
            using var noGradient = no_grad();
            Assert.InRange(Reference.MaxDifference(adapter.forward(x), expected), 0, tolerance);
        }
    }

    [Fact]
    public void Every_plan_has_the_formulas_second_derivative()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new Planned(7, 5);
        foreach (var (adapter, _) in model.All)
            Reference.Randomize(adapter);
        model.to(ScalarType.Float64);
        foreach (var (adapter, layer) in model.All)
        {
            var x = randn(4, 7, dtype: ScalarType.Float64, requires_grad: true);
            var (a, b) = (Reference.FactorA(adapter), Reference.FactorB(adapter));
            var actual = Curvature(adapter.forward(x), [x, a, b]);
            var expected = Curvature(Reference.Forward(x, layer.weight, layer.bias, a, b, 2), [x, a, b]);
            Assert.All(actual.Zip(expected), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 1e-12 * pair.Second.abs().max().item<double>()));
        }

        static IList<Tensor> Curvature(Tensor y, Tensor[] leaves)
        {
            var gradients = autograd.grad([y.pow(3).sum()], leaves, retain_graph: true, create_graph: true);
            return autograd.grad([gradients.Select(gradient => gradient.pow(2).sum()).Aggregate((left, right) => left + right)], leaves);
        }
    }

    [Fact]
    public void A_bfloat16_layer_may_have_float32_factors()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new Planned(32, 24);
        model.to(ScalarType.BFloat16);
        foreach (var (adapter, layer) in model.All)
        {
            adapter.to(ScalarType.Float32);
            Reference.Randomize(adapter);
            var x = randn(10, 32).to(ScalarType.BFloat16).requires_grad_();
            var (a, b) = (Reference.FactorA(adapter), Reference.FactorB(adapter));
            var y = adapter.forward(x);
            Tensor[] plain = [.. new[] { x, layer.weight, a, b }.Select(Reference.Leaf)];
            var expected = Reference.Forward(plain[0], plain[1], layer.bias!.to(ScalarType.Float64), plain[2], plain[3], 2);
            Assert.InRange(Reference.MaxDifference(y, expected), 0, 0.03 * expected.abs().max().item<double>());
            var gradients = autograd.grad([y], [a, b], [ones_like(y)]);
            var wanted = autograd.grad([expected], plain[2..], [ones_like(expected)]);
            Assert.All(gradients, gradient => Assert.Equal(ScalarType.Float32, gradient.dtype));
            Assert.All(gradients.Zip(wanted), pair => Assert.InRange(Reference.MaxDifference(pair.First, pair.Second), 0, 0.03 * pair.Second.abs().max().item<double>()));
        }
    }

    [Fact]
    public void The_choice_is_the_cheapest_that_is_possible_and_follows_the_sizes()
    {
        using var scope = NewDisposeScope();
        using var model = new Planned(64, 64);
        foreach (var tokens in new long[] { 1, 16, 512, 1 << 20 })
        {
            var explanation = LoraPlans.Explain(model.Chosen, tokens);
            Assert.False(explanation.IsForced);
            Assert.Equal(explanation.Costs.MinBy(cost => cost.Microseconds)!.Plan, explanation.Chosen);
            Assert.Contains("(chosen)", explanation.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(ExecutionPlan.Merged, PlanCosts.BuiltIn.Choose(Sizes(1 << 20, ScalarType.Float32, DeviceType.CPU)));
        Assert.NotEqual(ExecutionPlan.Merged, PlanCosts.BuiltIn.Choose(Sizes(1 << 20, ScalarType.BFloat16, DeviceType.CPU)));
        Assert.Equal(ExecutionPlan.Operators, PlanCosts.BuiltIn.Choose(Sizes(1 << 20, ScalarType.Float32, DeviceType.CUDA)));
        Assert.Equal(ExecutionPlan.Operators, PlanCosts.BuiltIn.Choose(Sizes(1, ScalarType.Float32, DeviceType.CPU) with { In = 2048, Out = 2048 }));
        Assert.Equal(ExecutionPlan.Kernels, PlanCosts.BuiltIn.Choose(Sizes(1024, ScalarType.Float32, DeviceType.CPU) with { In = 768, Out = 768 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => LoraPlans.Explain(model.Chosen, 0));

        static PassSizes Sizes(long rows, ScalarType type, DeviceType device) => new(rows, 64, 64, 8, type, device, Backward: true);
    }

    [Fact]
    public void Costs_are_recovered_from_times_that_follow_them()
    {
        double[][] amounts = [[1, 10, 3], [1, 200, 7], [1, 5, 90], [1, 1000, 30], [1, 40, 400]];
        double[] costs = [5, 0.25, 2];
        var fitted = CostFit.Of(amounts, [.. amounts.Select(amount => amount.Zip(costs, (left, right) => left * right).Sum())]);
        Assert.All(fitted.Zip(costs), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void Costs_are_kept_and_a_broken_or_foreign_file_counts_as_none()
    {
        var folder = Directory.CreateTempSubdirectory("plans").FullName;
        try
        {
            Assert.Null(PlanCache.TryRead(folder));
            PlanCache.TryWrite(folder, PlanCosts.BuiltIn);
            Assert.Equal(PlanCosts.BuiltIn, PlanCache.TryRead(folder));
            var file = Path.Combine(folder, PlanCache.FileName);
            var text = File.ReadAllText(file);
            foreach (var broken in new[] { "", "{", "null", "{}", text.Replace("\"call\": ", "\"call\": -", StringComparison.Ordinal), text.Replace("libtorch", "other", StringComparison.Ordinal) })
            {
                File.WriteAllText(file, broken);
                Assert.Null(PlanCache.TryRead(folder));
            }

            PlanCache.TryWrite(file, PlanCosts.BuiltIn);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Calibrating_measures_every_cost_and_draws_no_random_number()
    {
        random.manual_seed(11);
        using var before = get_rng_state();
        var costs = PlanCalibration.Run();
        using var after = get_rng_state();
        Assert.True(Reference.SameBits(before, after));

        var sizes = new PassSizes(512, 768, 768, 16, ScalarType.Float32, DeviceType.CPU, Backward: true);
        foreach (var type in new[] { costs.Float32, costs.BFloat16 })
        {
            Assert.All(
                new[] { type.OperatorsForward, type.OperatorsBackward, type.KernelsForward, type.KernelsBackward, type.Merge },
                cost => Assert.All(new[] { cost.Call, cost.Product, cost.Value, cost.Factor }, value => Assert.InRange(value, 0, 1e9)));
            Assert.All(
                new[] { ExecutionPlan.Operators, ExecutionPlan.Kernels, ExecutionPlan.Recompute, ExecutionPlan.Merged },
                plan => Assert.True(type.Of(plan, sizes, hasKernels: true) > 0));
        }
    }

    [Fact]
    public void Threads_are_libtorchs_until_they_are_set_and_part_of_what_a_calibration_is_kept_for()
    {
        Assert.Equal(get_num_threads(), LoraPlans.Threads);
        var key = PlanCache.Key;
        try
        {
            LoraPlans.Threads = get_num_threads() + 1;
            Assert.Equal(get_num_threads() + 1, LoraPlans.Threads);
            Assert.NotEqual(key, PlanCache.Key);
            Assert.Throws<ArgumentOutOfRangeException>(() => LoraPlans.Threads = 0);
        }
        finally
        {
            LoraPlans.UseThreadsOfLibtorch();
        }
    }
}
