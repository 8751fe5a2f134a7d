using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Importance;

/// <summary>What holds for every measure.</summary>
public sealed class MeasureTests
{
    public static TheoryData<string> Names => [.. s_measures.Keys];

    private static readonly Dictionary<string, Func<AttentionNet, IImportanceMeasure>> s_measures = new()
    {
        ["gradient norm L2"] = _ => new GradientNorm(),
        ["gradient norm L1"] = _ => new GradientNorm(MatrixNorm.L1),
        ["Taylor"] = _ => new TaylorImportance(),
        ["Taylor, second order"] = _ => new TaylorImportance(secondOrder: true, probes: 2),
        ["variance"] = _ => new ActivationImportance(),
        ["entropy"] = _ => new ActivationImportance(ActivationStatistic.Entropy),
        ["ablation"] = _ => new AblationImportance(),
        ["ablation to the mean"] = _ => new AblationImportance(Ablation.Mean),
        ["attention weight"] = _ => new AttentionWeightImportance(),
        ["weight change"] = WeightChange,
        ["explained variance"] = _ => new ExplainedVariance(),
        ["top eigenvalue"] = _ => new HessianImportance(steps: 3),
        ["trace"] = _ => new HessianImportance(HessianQuantity.Trace, steps: 2),
        ["trace by differences"] = _ => new HessianImportance(HessianQuantity.Trace, steps: 2, centralDifferences: true),
        ["sensitivity"] = _ => new SensitivityImportance(),
        ["learned"] = _ => new LearnedImportance(measured: 3),
        ["combined"] = _ => new CombinedImportance((new GradientNorm(), 2), (new TaylorImportance(), 1)),
    };

    [Fact]
    public void Every_measure_there_is_stands_in_the_list()
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionNet();
        Assert.Equal(
            typeof(IImportanceMeasure).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IImportanceMeasure))).ToHashSet(),
            s_measures.Values.Select(create => create(model).GetType()).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_measure_leaves_the_model_and_the_random_state_as_they_were(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Used(out var batches);
        var measure = s_measures[name](model);
        var before = new ModelSnapshot(model, model.Lora);
        Measure(measure, model, batches);
        before.AssertUnchanged();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_measure_whose_loss_throws_midway_leaves_them_as_well(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Used(out var batches);
        var measure = s_measures[name](model);
        var before = new ModelSnapshot(model, model.Lora);
        var calls = 0;
        var error = Record.Exception(() => Measure(measure, model, batches, loss => ++calls < 2 ? loss : throw new NotSupportedException()));
        if (measure is WeightChangeImportance)
            Assert.Null(error);
        else
            Assert.IsType<NotSupportedException>(error);
        before.AssertUnchanged();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scores_are_finite_not_negative_and_the_same_every_time(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Used(out var batches);
        var measure = s_measures[name](model);
        var scores = Measure(measure, model, batches);
        Assert.Equal(model.Lora.Named().Count(), scores.Count);
        Assert.All(scores, score => Assert.True(double.IsFinite(score) && score >= 0));
        Assert.Contains(scores, score => score > 0);
        Assert.Equal(scores, Measure(measure, model, batches));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_batches_are_an_error_except_where_none_are_used(string name)
    {
        using var scope = NewDisposeScope();
        using var model = new AttentionNet();
        var measure = s_measures[name](model);
        if (measure is WeightChangeImportance)
            Assert.NotEmpty(Measure(measure, model, []));
        else
            Assert.Contains("batches", Assert.Throws<ArgumentException>(() => Measure(measure, model, [])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_that_is_no_number_is_an_error_that_names_an_adapter(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Used(out var batches);
        var measure = s_measures[name](model);
        // These do not ask the loss for its value.
        if (measure is WeightChangeImportance or ActivationImportance or ExplainedVariance or AttentionWeightImportance)
            return;
        var error = Assert.Throws<ArgumentException>(
            () => model.Lora.AllocateRanks(batches, batch => Loss(model, batch).mul(float.NaN), measure));
        Assert.Contains("'first.", error.Message, StringComparison.Ordinal);
        Assert.All(model.Lora.Named(), entry => Assert.Equal(0, entry.Adapter.CurrentRank));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ranks_can_be_shared_out_by_it(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Used(out var batches);
        var given = model.Lora.AllocateRanks(batches, batch => Loss(model, batch), s_measures[name](model));
        Assert.InRange(given.Spent, 1, given.Budgets.Sum(budget => budget.Amount));
        Assert.All(given.Ranks, entry => Assert.InRange(entry.Rank, entry.MinRank, entry.MaxRank));
    }

    private static IReadOnlyList<double> Measure(
        IImportanceMeasure measure, AttentionNet model, (Tensor Input, Tensor Target)[] batches, Func<Tensor, Tensor>? see = null) =>
        measure.Measure(
            model, [.. model.Lora.Named()], batches.Select(batch => (Func<Tensor>)(() => see is null ? Loss(model, batch) : see(Loss(model, batch)))));

    /// <summary>
    /// A model in use: gradients are there, and a part of it is in evaluation mode. It wants to answer twice what it answers, and so has
    /// gradients and curvature, and needs its layers.
    /// </summary>
    private static AttentionNet Used(out (Tensor Input, Tensor Target)[] batches)
    {
        random.manual_seed(1);
        var model = new AttentionNet();
        model.train();
        model.Second.eval();
        Tensor[] inputs = [randn(2, 5, 6), randn(1, 3, 6)];
        batches = [.. inputs.Select(input => (input, model.forward(input).detach().mul(2)))];
        Loss(model, batches[0]).backward();
        return model;
    }

    // The noise is drawn from torch's random state.
    private static Tensor Loss(AttentionNet model, (Tensor Input, Tensor Target) batch) =>
        model.forward(batch.Input).sub(batch.Target).add(randn_like(batch.Target), alpha: 1e-3).square().mean();

    private static WeightChangeImportance WeightChange(AttentionNet model)
    {
        using var generator = new Generator(9);
        var before = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.detach().clone());
        var after = before.ToDictionary(entry => entry.Key, entry => entry.Value.add(randn(entry.Value.shape, generator: generator)));
        return new WeightChangeImportance(before, after);
    }
}
