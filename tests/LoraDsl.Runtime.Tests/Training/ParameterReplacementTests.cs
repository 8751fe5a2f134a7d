using LoraDsl.Hooks;
using LoraDsl.Optimization;
using LoraDsl.Runtime.Tests.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Training;

public sealed class ParameterReplacementTests
{
    public enum Kind
    {
        PlainSgd,
        Momentum,
        Adam,
        AdamAmsGrad,
        AdamW,
    }

    [Theory]
    [InlineData(Kind.PlainSgd)]
    [InlineData(Kind.Momentum)]
    [InlineData(Kind.Adam)]
    [InlineData(Kind.AdamAmsGrad)]
    [InlineData(Kind.AdamW)]
    public void Kept_rows_train_on_as_if_nothing_had_happened(Kind kind)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var (moved, twin) = Twins(3);
        using var optimizer = Create(kind, [moved]);
        using var undisturbed = Create(kind, [twin]);
        for (var step = 0; step < 5; step++)
            StepBoth(optimizer, moved, undisturbed, twin);

        var grown = new Parameter(cat([moved.detach(), ones(2, 4, dtype: ScalarType.Float64)]));
        Assert.True(new OptimizerParameters(optimizer).Replace([new(moved, grown, MomentMaps.Grow(0, 5))]));
        Assert.Same(grown, Assert.Single(optimizer.parameters()));
        for (var step = 0; step < 5; step++)
            StepBoth(optimizer, grown, undisturbed, twin);
        Assert.True(Reference.SameBits(twin, grown.narrow(0, 0, 3)));
    }

    [Fact]
    public void New_rows_start_from_zero_moments_at_the_count_of_steps_of_the_others()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        var (moved, twin) = Twins(3);
        using var optimizer = optim.AdamW([moved], lr: 0.1, weight_decay: 0.2);
        using var undisturbed = Create(Kind.AdamW, [twin]);
        for (var step = 0; step < 4; step++)
            StepBoth(optimizer, moved, undisturbed, twin);
        var grown = new Parameter(cat([moved.detach(), ones(2, 4, dtype: ScalarType.Float64)]));
        new OptimizerParameters(optimizer).Replace([new(moved, grown, MomentMaps.Grow(0, 5))]);
        StepBoth(optimizer, grown, undisturbed, twin);

        var gradient = grown.grad!.narrow(0, 3, 2);
        var (first, second) = (gradient * 0.1 / (1 - Math.Pow(0.9, 5)), gradient.square() * 0.001 / (1 - Math.Pow(0.999, 5)));
        var expected = (ones_like(gradient) * (1 - (0.1 * 0.2))) - (first * 0.1 / (second.sqrt() + 1e-8));
        Assert.InRange(Reference.MaxDifference(expected, grown.narrow(0, 3, 2)), 0, 1e-12);
    }

    [Fact]
    public void Chosen_rows_keep_their_moments_in_their_new_order()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var (moved, twin) = Twins(4);
        using var optimizer = Create(Kind.AdamAmsGrad, [moved]);
        using var undisturbed = Create(Kind.AdamAmsGrad, [twin]);
        for (var step = 0; step < 5; step++)
            StepBoth(optimizer, moved, undisturbed, twin);
        long[] chosen = [3, 1];
        var kept = new Parameter(moved.detach().index_select(0, tensor(chosen)));
        Assert.True(new OptimizerParameters(optimizer).Replace([new(moved, kept, MomentMaps.Select(0, chosen))]));
        for (var step = 0; step < 3; step++)
        {
            var gradient = randn_like(twin);
            twin.grad = gradient;
            kept.grad = gradient.index_select(0, tensor(chosen));
            optimizer.step();
            undisturbed.step();
        }

        Assert.True(Reference.SameBits(twin.index_select(0, tensor(chosen)), kept));
    }

    [Fact]
    public void A_rescaled_gradient_rescales_the_moments_by_their_order()
    {
        // B' = c·B has the gradient 1/c times B's; moments that follow make the same steps, c times as large.
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        var (moved, twin) = Twins(3);
        using var optimizer = optim.Adam([moved], lr: 0.1, eps: 0);
        using var undisturbed = optim.Adam([twin], lr: 0.1, eps: 0);
        for (var step = 0; step < 5; step++)
            StepBoth(optimizer, moved, undisturbed, twin);
        var scaled = new Parameter(moved.detach() * 4);
        new OptimizerParameters(optimizer).Replace([new(moved, scaled, MomentMaps.Grow(0, 3, gradientFactor: 0.25))]);
        var (before, twinBefore) = (scaled.detach().clone(), twin.detach().clone());
        twin.grad = randn_like(twin);
        scaled.grad = twin.grad * 0.25;
        optimizer.step();
        undisturbed.step();
        // Adam's step does not depend on the gradient's scale, if the moments have the scale of the gradient.
        Assert.InRange(Reference.MaxDifference(scaled - before, twin - twinBefore), 0, 1e-12);
    }

    [Fact]
    public void Groups_keep_their_members_rates_and_schedulers()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        Parameter[] parameters = [.. Enumerable.Range(0, 4).Select(_ => new Parameter(randn(3, 4)))];
        using var optimizer = new AdamW(
            [new AdamW.ParamGroup(parameters[..2], lr: 0.1), new AdamW.ParamGroup(parameters[2..], lr: 0.3, weight_decay: 0.5)]);
        var schedule = optim.lr_scheduler.StepLR(optimizer, 1, 0.5);
        schedule.step();
        var (members, rates) = (optimizer.ParamGroups.ToArray(), Rates(optimizer));
        var replacement = new Parameter(randn(5, 4));
        new OptimizerParameters(optimizer).Replace([new(parameters[2], replacement, Carry: null)]);
        Assert.Equal(members, optimizer.ParamGroups);
        Assert.Equal(rates, Rates(optimizer));
        Assert.Equal([parameters[0], parameters[1], replacement, parameters[3]], optimizer.parameters(), ReferenceEqualityComparer.Instance);

        schedule.step();
        Assert.Equal([(0.025, 0.1), (0.075, 0.3)], Rates(optimizer));
        var before = replacement.detach().clone();
        replacement.grad = ones_like(replacement);
        optimizer.step();
        // The first step of AdamW is the sign of the gradient, beside the decay of the group.
        Assert.InRange(Reference.MaxDifference((before * (1 - (0.075 * 0.5))) - 0.075, replacement), 0, 1e-6);
    }

    [Fact]
    public void A_parameter_that_came_later_is_replaced_like_the_others()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(7);
        var (first, _) = Twins(3);
        var (second, _) = Twins(3);
        Parameter[] given = [first];
        using var optimizer = new AdamW([new AdamW.ParamGroup(given, lr: 0.1)]);
        var parameters = new OptimizerParameters(optimizer);
        Parameter[] successors = [.. Enumerable.Range(0, 4).Select(_ => new Parameter(randn(2, 4, dtype: ScalarType.Float64)))];
        Replace(first, successors[0]);
        Assert.Same(first, Assert.Single(given));

        Replace(successors[0], successors[1]);
        optimizer.add_param_group(new AdamW.ParamGroup([second], lr: 0.2));
        Replace(second, successors[2]);
        Assert.Equal([successors[1], successors[2]], optimizer.parameters(), ReferenceEqualityComparer.Instance);

        // Who puts other members into a group does not ask whoever replaces them.
        var group = optimizer.ParamGroups.Cast<ParamGroup>().First();
        group.Parameters = [successors[2], successors[1]];
        Replace(successors[1], successors[3]);
        Assert.Equal([successors[2], successors[3]], group.Parameters, ReferenceEqualityComparer.Instance);

        void Replace(Parameter old, Parameter successor) => parameters.Replace([new(old, successor, Carry: null)]);
    }

    [Fact]
    public void A_replacement_that_fails_leaves_the_optimizer_as_it_was()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        var (first, firstTwin) = Twins(3);
        var (second, _) = Twins(3);
        using var optimizer = Create(Kind.AdamW, [first, second]);
        using var undisturbed = Create(Kind.AdamW, [firstTwin]);
        for (var step = 0; step < 3; step++)
            StepBoth(optimizer, first, undisturbed, firstTwin);
        second.grad = ones_like(second);
        optimizer.step();
        undisturbed.step();
        Assert.Throws<ArithmeticException>(() => new OptimizerParameters(optimizer).Replace(
            [
                new(first, new Parameter(randn(4, 4, dtype: ScalarType.Float64)), MomentMaps.Grow(0, 4)),
                new(second, new Parameter(randn(4, 4, dtype: ScalarType.Float64)), (_, _) => throw new ArithmeticException()),
            ]));
        Assert.Equal([first, second], optimizer.parameters(), ReferenceEqualityComparer.Instance);
        for (var step = 0; step < 3; step++)
            StepBoth(optimizer, first, undisturbed, firstTwin);
        Assert.True(Reference.SameBits(firstTwin, first));
    }

    [Fact]
    public void An_optimizer_that_keeps_parameters_in_a_way_of_its_own_is_an_error_that_names_it()
    {
        using var scope = NewDisposeScope();
        using var optimizer = new Closed();
        var error = Assert.Throws<NotSupportedException>(() => new OptimizerParameters(optimizer).Replace([]));
        Assert.Contains(nameof(Closed), error.Message, StringComparison.Ordinal);
        Assert.Contains("AdamW", error.Message, StringComparison.Ordinal);
    }

    private static (Parameter Moved, Parameter Twin) Twins(int rows)
    {
        var values = randn(rows, 4, dtype: ScalarType.Float64);
        return (new Parameter(values.clone()), new Parameter(values.clone()));
    }

    private static void StepBoth(optim.Optimizer optimizer, Parameter moved, optim.Optimizer undisturbed, Parameter twin)
    {
        var gradient = randn(moved.shape, dtype: ScalarType.Float64);
        moved.grad = gradient;
        twin.grad = gradient.narrow(0, 0, twin.shape[0]).clone();
        optimizer.step();
        undisturbed.step();
    }

    private static (double Now, double Initial)[] Rates(optim.Optimizer optimizer) =>
        [.. optimizer.ParamGroups.Select(group => (group.LearningRate, group.InitialLearningRate))];

    private static optim.Optimizer Create(Kind kind, IEnumerable<Parameter> parameters) => kind switch
    {
        Kind.PlainSgd => optim.SGD(parameters, 0.1),
        Kind.Momentum => optim.SGD(parameters, 0.1, momentum: 0.9, weight_decay: 0.1, nesterov: true),
        Kind.Adam => optim.Adam(parameters, lr: 0.1, weight_decay: 0.1),
        Kind.AdamAmsGrad => optim.Adam(parameters, lr: 0.1, amsgrad: true),
        _ => optim.AdamW(parameters, lr: 0.1, weight_decay: 0.2),
    };

    private sealed class Closed() : optim.Optimizer(IntPtr.Zero);
}
