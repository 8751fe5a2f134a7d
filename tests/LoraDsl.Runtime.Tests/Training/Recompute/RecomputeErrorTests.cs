using System.Runtime.InteropServices;
using LoraDsl.Differentiation;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training.Recompute;

/// <summary>Changes between a recomputed pass and its backward pass: an error there, which must not end the process.</summary>
public sealed class RecomputeErrorTests
{
    [Fact]
    public void A_rank_that_changes_in_between_is_named()
    {
        using var scope = NewDisposeScope();
        using var model = new AdaptiveUnscaled();
        model.Lora.AllocateRanksEvenly();
        var output = ActivationRecompute.Run(model, randn(2, 9));
        model.Lora.Layer.Resize(5);
        Assert.Contains("change ranks", Thrown<InvalidOperationException>(output), StringComparison.Ordinal);
    }

    [Fact]
    public void Adapters_that_are_switched_off_or_merged_in_between_are_named()
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new ScaleTwo(4, 3));
        var output = ActivationRecompute.Run(model, randn(2, 4));
        model.Layer.Enabled = false;
        Assert.Contains("'layer' was merged", Thrown<InvalidOperationException>(output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parameters_that_move_in_between_are_seen(bool frozen)
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new ScaleTwo(4, 3));
        model.Lora.FreezeBase();
        var output = ActivationRecompute.Run(model, randn(2, 4));
        using (no_grad())
            (frozen ? model.Base.weight : Reference.FactorA(model.Layer)).mul_(2);
        Assert.Contains("modified by an inplace operation", Thrown<ExternalException>(output), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_of_another_shape_says_so()
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new ScaleTwo(4, 3));
        var rows = 2;
        var output = ActivationRecompute.Run(input => model.forward(input.narrow(0, 0, rows)), randn(2, 4), model);
        rows = 1;
        var message = Thrown<InvalidOperationException>(output);
        Assert.Contains("(2, 3) in its first run and (1, 3)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_an_error_of_the_second_run_modes_and_random_numbers_are_as_before()
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new RandomBlock());
        var fails = false;
        var output = ActivationRecompute.Run(
            input => fails ? throw new ArgumentException("no") : model.forward(input), randn(12, 6), model);
        fails = true;
        model.eval();
        var state = get_rng_state();
        Assert.Equal("no", Thrown<ArgumentException>(output));
        Assert.True(Reference.SameBits(state, get_rng_state()));
        Assert.All(model.modules(), module => Assert.False(module.training));
    }

    [Fact]
    public void Third_derivatives_are_refused()
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new ScaleTwo(4, 3));
        var x = randn(2, 4, requires_grad: true);
        var y = ActivationRecompute.Run(input => model.forward(input).pow(4), x, model).sum();
        var first = autograd.grad([y], [x], retain_graph: true, create_graph: true)[0];
        var second = GuardedGradient.OfScalar(first.square().sum(), [x], retain: true)[0];
        Assert.NotNull(second);
        Assert.Contains("no third ones", Inner<NotSupportedException>(
            () => GuardedGradient.OfLoss(first.square().sum(), [x], differentiable: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_backward_pass_works_after_a_failed_one()
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new ScaleTwo(4, 3));
        var fails = true;
        Tensor Output() => ActivationRecompute.Run(input => is_grad_enabled() && fails ? throw new ArgumentException("no") : model.forward(input), randn(2, 4), model);
        Assert.Throws<ExternalException>(() => Output().sum().backward());
        fails = false;
        Output().sum().backward();
        Assert.NotNull(Reference.FactorA(model.Layer).grad);
    }

    [Fact]
    public void Whoever_calls_backward_is_told_why_it_failed_and_a_closure_throws_it()
    {
        using var scope = NewDisposeScope();
        using var model = PassRecord.Randomized(new ScaleTwo(4, 3));
        model.Lora.FreezeBase();
        using var optimizer = model.Lora.Optimizer(parameters => optim.SGD(parameters, 0.1));
        Tensor Moved()
        {
            var output = ActivationRecompute.Run(model, randn(2, 4)).sum();
            using (no_grad())
                Reference.FactorA(model.Layer).mul_(2);
            return output;
        }

        var warnings = new List<string>();
        var before = LoraWarnings.Handler;
        LoraWarnings.Handler = warnings.Add;
        try
        {
            Assert.Throws<ExternalException>(() => Moved().backward());
            Assert.Contains(warnings, warning => warning.Contains("Call backward() before", StringComparison.Ordinal));
            warnings.Clear();
            var error = Assert.Throws<InvalidOperationException>(() => optimizer.step(() =>
            {
                var loss = Moved();
                loss.backward();
                return loss;
            }));
            Assert.Contains("Call backward() before", error.Message, StringComparison.Ordinal);
            Assert.Empty(warnings);
        }
        finally
        {
            LoraWarnings.Handler = before;
        }

        optimizer.zero_grad();
        ActivationRecompute.Run(model, randn(2, 4)).sum().backward();
        optimizer.step();
    }

    private static string Thrown<T>(Tensor output)
        where T : Exception => Inner<T>(() => GuardedGradient.Backward(output.sum()));

    private static string Inner<T>(Action differentiate)
        where T : Exception => Assert.IsType<T>(Assert.Throws<InvalidOperationException>(differentiate).InnerException).Message;
}
