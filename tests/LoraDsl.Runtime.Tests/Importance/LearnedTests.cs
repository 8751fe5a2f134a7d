using LoraDsl.Adapters;
using LoraDsl.Importance;
using LoraDsl.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace LoraDsl.Runtime.Tests.Importance;

public sealed class LearnedTests
{
    [Fact]
    public void Predictions_are_those_of_the_normal_equations()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var x = randn(9, 3, dtype: ScalarType.Float64).mul(tensor(new[] { 1.0, 50, 1e-3 }));
        var y = randn(9, dtype: ScalarType.Float64);
        var mean = x.mean([0]);
        var deviation = x.sub(mean).square().mean([0]).sqrt();
        var z = x.sub(mean).div(deviation);
        var system = z.t().mm(z).div(9).add(eye(3, dtype: ScalarType.Float64).mul(0.3));
        var weights = linalg.inv(system).mv(z.t().mv(y.sub(y.mean())).div(9));
        var expected = z.mv(weights).add(y.mean());

        double[][] rows = [.. Enumerable.Range(0, 9).Select(row => x[row].data<double>().ToArray())];
        var regression = new RidgeRegression(rows, [.. y.data<double>()], 0.3);
        Assert.All(rows.Select(regression.Predict).Zip(expected.data<double>().ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void A_rise_that_is_linear_in_the_scores_is_predicted_for_the_layers_that_were_not_ablated()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var model = new AdaptiveNet(depth: 4);
        var (adapters, losses) = Setting(model);
        var rises = new AblationImportance().Measure(model, adapters, losses);
        // An estimator that sees three times the rise and a unit more: the line is learned from any three points.
        var oracle = new Fixed([.. rises.Select(rise => (3 * rise) + 1)]);
        var scores = new LearnedImportance(measured: 4, ridge: 1e-12, seed: 3, oracle).Measure(model, adapters, losses);
        Assert.All(rises.Zip(scores), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void The_penalty_draws_what_is_predicted_towards_the_mean_of_what_was_measured()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new AdaptiveNet(depth: 4);
        var (adapters, losses) = Setting(model);
        var rises = new AblationImportance().Measure(model, adapters, losses);
        int[] order = [.. Enumerable.Range(0, adapters.Count)];
        new Random(3).Shuffle(order);
        var mean = order[..4].Average(index => rises[index]);

        // Of one standardised column that fits exactly, the weight is 1/(1 + λ) of what it would be without a penalty.
        var scores = new LearnedImportance(measured: 4, ridge: 1, seed: 3, new Fixed(rises)).Measure(model, adapters, losses);
        Assert.All(order[4..], index => Assert.Equal(Math.Max(0, mean + ((rises[index] - mean) / 2)), scores[index], 1e-9));
        Assert.All(order[..4], index => Assert.Equal(rises[index], scores[index]));
    }

    [Fact]
    public void With_few_adapters_every_score_is_measured()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var model = new AdaptiveNet();
        var (adapters, losses) = Setting(model);
        Assert.Equal(new AblationImportance().Measure(model, adapters, losses), new LearnedImportance(measured: 7).Measure(model, adapters, losses));
    }

    [Fact]
    public void The_seed_chooses_the_adapters()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        using var model = new AdaptiveNet(depth: 4);
        var (adapters, losses) = Setting(model);
        IReadOnlyList<double> Scores(int seed) => new LearnedImportance(measured: 3, seed: seed).Measure(model, adapters, losses);
        Assert.Equal(Scores(1), Scores(1));
        Assert.NotEqual(Scores(1), Scores(2));
    }

    [Fact]
    public void A_prediction_below_zero_counts_as_zero()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        using var model = new AdaptiveNet(depth: 4);
        var (adapters, losses) = Setting(model);
        var rises = new AblationImportance().Measure(model, adapters, losses);
        var sample = new LearnedImportance(measured: 4, ridge: 1e-12, seed: 3, new Fixed(rises)).Measure(model, adapters, losses);
        Assert.All(sample.Zip(rises), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        // What was ablated follows the line; the others lie far on the side where it is below zero.
        int[] ablated = [.. Enumerable.Range(0, adapters.Count)];
        new Random(3).Shuffle(ablated);
        double[] misleading = [.. rises];
        foreach (var index in ablated[4..])
            misleading[index] = -1e3;
        var scores = new LearnedImportance(measured: 4, ridge: 1e-12, seed: 3, new Fixed(misleading)).Measure(model, adapters, losses);
        Assert.All(ablated[4..], index => Assert.Equal(0, scores[index]));
    }

    [Fact]
    public void A_score_that_is_no_number_names_the_estimator_and_the_adapter()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(6);
        using var model = new AdaptiveNet();
        var (adapters, losses) = Setting(model);
        var broken = new Fixed([.. Enumerable.Repeat(1.0, adapters.Count - 1), double.NaN]);
        var error = Assert.Throws<ArgumentException>(() => new LearnedImportance(measured: 3, ridge: 0.1, seed: 0, broken).Measure(model, adapters, losses));
        Assert.Contains("fixed", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{adapters[^1].Path}'", error.Message, StringComparison.Ordinal);
    }

    private static (IReadOnlyList<(string Path, LayerAdapter Adapter)> Adapters, IReadOnlyList<Func<Tensor>> Losses) Setting(AdaptiveNet model)
    {
        var x = randn(8, 6);
        var target = model.forward(x).detach().mul(2);
        return ([.. model.Lora.Named()], [() => model.forward(x).sub(target).square().mean()]);
    }

    private sealed class Fixed(IReadOnlyList<double> scores) : IImportanceMeasure
    {
        public string Name => "fixed";

        public IReadOnlyList<double> Measure(
            nn.Module model, IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters, IEnumerable<Func<Tensor>> losses) => scores;
    }
}
