using System.Runtime.InteropServices;
using LoraDsl.Runtime.Tests.Models;
using LoraDsl.Runtime.Tests.Training.Recompute;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.StandInOnly;

/// <summary>Changes between a recomputed pass and its backward pass: an error there, at which TorchSharp's package ends the process.</summary>
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
        var error = Assert.Throws<NotSupportedException>(
            () => autograd.grad([first.square().sum()], [x], retain_graph: true, create_graph: true));
        Assert.Contains("no third ones", error.Message, StringComparison.Ordinal);
    }

    private static string Thrown<T>(Tensor output)
        where T : Exception => Assert.Throws<T>(() => output.sum().backward()).Message;
}
