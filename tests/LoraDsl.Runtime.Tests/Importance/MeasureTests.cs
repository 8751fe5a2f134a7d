using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Importance;

/// <summary>What holds for every measure.</summary>
public sealed class MeasureTests
{
    public static TheoryData<string> Names => [.. s_measures.Keys];

    private static readonly Dictionary<string, Func<AdaptiveNet, IImportanceMeasure>> s_measures = new()
    {
        ["gradient norm"] = _ => new GradientNorm(),
        ["Taylor"] = _ => new TaylorImportance(),
        ["variance"] = _ => new ActivationImportance(),
        ["entropy"] = _ => new ActivationImportance(ActivationStatistic.Entropy),
        ["ablation"] = _ => new AblationImportance(),
        ["ablation to the mean"] = _ => new AblationImportance(Ablation.Mean),
        ["weight change"] = WeightChange,
        ["explained variance"] = _ => new ExplainedVariance(),
        ["top eigenvalue"] = _ => new HessianImportance(steps: 3),
        ["trace"] = _ => new HessianImportance(HessianQuantity.Trace, steps: 2),
        ["trace by differences"] = _ => new HessianImportance(HessianQuantity.Trace, steps: 2, centralDifferences: true),
        ["combined"] = _ => new CombinedImportance((new GradientNorm(), 2), (new TaylorImportance(), 1)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_measure_leaves_the_model_and_the_random_state_as_they_were(string name)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new AdaptiveNet();
        model.train();
        model.Head.eval();
        var batches = Batches(model);
        Loss(model, batches[0]).backward();
        var measure = s_measures[name](model);
        var values = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.detach().clone());
        var gradients = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.grad?.clone());
        var trained = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.requires_grad);
        var modes = model.named_modules().ToDictionary(entry => entry.name, entry => entry.module.training);
        var state = get_rng_state();

        Measure(measure, model, batches);

        Assert.True(Reference.SameBits(state, get_rng_state()));
        Assert.All(model.named_parameters(), entry =>
        {
            Assert.True(Reference.SameBits(values[entry.name], entry.parameter), entry.name);
            Assert.Equal(trained[entry.name], entry.parameter.requires_grad);
            if (gradients[entry.name] is { } gradient)
                Assert.True(Reference.SameBits(gradient, entry.parameter.grad!), entry.name);
            else
                Assert.Null(entry.parameter.grad);
        });
        Assert.All(model.named_modules(), entry => Assert.Equal(modes[entry.name], entry.module.training));
        Assert.Contains(modes.Values, training => training);
        Assert.Contains(modes.Values, training => !training);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scores_are_finite_not_negative_and_the_same_every_time(string name)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new AdaptiveNet();
        var batches = Batches(model);
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
        using var model = new AdaptiveNet();
        var measure = s_measures[name](model);
        if (measure is WeightChangeImportance)
            Assert.NotEmpty(Measure(measure, model, []));
        else
            Assert.Contains("batches", Assert.Throws<ArgumentException>(() => Measure(measure, model, [])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ranks_can_be_shared_out_by_it(string name)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new AdaptiveNet();
        var given = model.Lora.AllocateRanks(Batches(model), batch => Loss(model, batch), s_measures[name](model));
        Assert.InRange(given.Spent, 1, given.Budgets.Sum(budget => budget.Amount));
        Assert.All(given.Ranks, entry => Assert.InRange(entry.Rank, entry.MinRank, entry.MaxRank));
    }

    private static IReadOnlyList<double> Measure(IImportanceMeasure measure, AdaptiveNet model, (Tensor Input, Tensor Target)[] batches) =>
        measure.Measure(model, [.. model.Lora.Named()], batches.Select(batch => (Func<Tensor>)(() => Loss(model, batch))));

    // The model wants to answer twice what it answers: it has gradients and curvature, and needs its layers.
    private static (Tensor Input, Tensor Target)[] Batches(AdaptiveNet model)
    {
        using var generator = new Generator(7);
        Tensor[] inputs = [randn(8, 6, generator: generator), randn(3, 2, 6, generator: generator)];
        return [.. inputs.Select(input => (input, model.forward(input).detach().mul(2)))];
    }

    private static Tensor Loss(AdaptiveNet model, (Tensor Input, Tensor Target) batch) =>
        model.forward(batch.Input).sub(batch.Target).square().mean();

    private static WeightChangeImportance WeightChange(AdaptiveNet model)
    {
        using var generator = new Generator(9);
        var before = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.detach().clone());
        var after = before.ToDictionary(entry => entry.Key, entry => entry.Value.add(randn(entry.Value.shape, generator: generator)));
        return new WeightChangeImportance(before, after);
    }
}
