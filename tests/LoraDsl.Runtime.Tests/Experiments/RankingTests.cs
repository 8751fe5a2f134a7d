using LoraDsl.Experiments;
using LoraDsl.Formats.Experiments;
using LoraDsl.Formats.Runs;

namespace LoraDsl.Runtime.Tests.Experiments;

/// <summary>Figures of experiments against what they are defined to be.</summary>
public sealed class RankingTests
{
    [Fact]
    public void Settings_are_ranked_by_their_mean()
    {
        var result = Rank(
            Trials("small", 100, 0.80, 0.84, 0.82),
            Trials("large", 900, 0.86, 0.82, 0.84),
            Trials("other", 500, 0.70, 0.70, 0.70));
        Assert.Equal(["large", "small", "other"], result.Ranking.Select(setting => setting.Strategy));
        Assert.Equal([1, 2, 3], result.Ranking.Select(setting => setting.Place));

        // Sample's deviation of {0.86, 0.82, 0.84}: √(2·0.02²/2).
        var best = result.Best!.Best!;
        Assert.Equal(0.84, best.Mean, 12);
        Assert.Equal(0.02, best.StandardDeviation!.Value, 12);
        Assert.Equal(0.02 / Math.Sqrt(3), best.StandardError!.Value, 12);
        Assert.Equal((0.82, 0.86, 3), (best.Least, best.Greatest, best.Count));
    }

    // One standard error of the best is 0.02/√3 = 0.011547.
    [Theory]
    [InlineData(0.0115, "small")]
    [InlineData(0.0116, "large")]
    public void The_most_efficient_is_the_smallest_within_a_standard_error(double below, string expected)
    {
        var result = Rank(Trials("small", 100, 0.84 - below, 0.84 - below, 0.84 - below), Trials("large", 900, 0.86, 0.82, 0.84), Trials("tiny", 10, 0.5, 0.5, 0.5));
        Assert.Equal(("large", expected), (result.Best!.Strategy, result.MostEfficient!.Strategy));
    }

    [Fact]
    public void With_one_seed_only_equals_are_as_good()
    {
        Assert.Equal("large", Rank(Trials("small", 100, 0.8399), Trials("large", 900, 0.84)).MostEfficient!.Strategy);
        Assert.Equal("small", Rank(Trials("large", 900, 0.84), Trials("small", 100, 0.84)).MostEfficient!.Strategy);
    }

    [Fact]
    public void The_front_has_what_nothing_smaller_matches()
    {
        var result = Rank(Trials("a", 100, 0.5), Trials("b", 200, 0.7), Trials("c", 300, 0.7), Trials("d", 300, 0.6), Trials("e", 400, 0.8), Trials("twin", 100, 0.5));
        Assert.Equal(["a", "b", "e", "twin"], result.Ranking.Where(setting => setting.OnParetoFront).Select(setting => setting.Strategy).Order());
    }

    [Fact]
    public void A_loss_is_better_when_lower()
    {
        var trials = new[] { Trials("high", 100, 2.0), Trials("low", 200, 1.0) }.SelectMany(group => group).ToList();
        var result = ExperimentRanking.Of(Plan with { Metric = ExperimentMetric.Loss }, DateTimeOffset.UnixEpoch, trials);
        Assert.Equal("low", result.Best!.Strategy);
        Assert.All(result.Ranking, setting => Assert.True(setting.OnParetoFront));
    }

    [Fact]
    public void What_is_not_complete_comes_last()
    {
        TrialResult[] failed = Trials("failed", 1, 0.99, 0.99);
        failed[1] = failed[1] with { Status = TrialStatus.Failed };
        TrialResult[] pending = [.. Trials("pending", 1, 0.99).Select(trial => trial with { Status = TrialStatus.Pending })];
        var result = Rank(failed, pending, Trials("whole", 900, 0.1));
        Assert.Equal(["whole", "failed", "pending"], result.Ranking.Select(setting => setting.Strategy));
        Assert.Equal(("whole", "whole"), (result.Best!.Strategy, result.MostEfficient!.Strategy));
        Assert.Equal([true, false, false], result.Ranking.Select(setting => setting.OnParetoFront));
        Assert.Null(Rank(failed, pending).Best);
    }

    [Fact]
    public void A_strategy_has_one_best_learning_rate()
    {
        TrialResult[] faster = [.. Trials("a", 100, 0.9).Select(trial => trial with { Trial = trial.Trial with { LearningRate = 0.5 } })];
        var result = Rank(Trials("a", 100, 0.8), faster, Trials("b", 100, 0.7));
        Assert.Equal([(0.5, true), (0.1, false), (0.1, true)], result.Ranking.Select(setting => (setting.LearningRate, setting.BestOfStrategy)));
    }

    // From 0.1 to 0.9: 95 % of the way is 0.86.
    [Theory]
    [InlineData(0.861, 20)]
    [InlineData(0.859, 30)]
    public void A_training_has_converged_at_19_twentieths_of_the_way(double second, long expected)
    {
        ValidationMetrics[] validations = [new(0, null, 1, 0.1, true), new(10, null, 1, 0.5, true), new(20, null, 1, second, true), new(30, null, 1, 0.9, true), new(40, null, 1, 0.88, false)];
        Assert.Equal(expected, TrialSummary.ConvergenceStep(validations, ExperimentMetric.Accuracy));
    }

    [Fact]
    public void A_training_that_only_gets_worse_has_converged_at_once() =>
        Assert.Equal(5, TrialSummary.ConvergenceStep([new(5, null, 1, null, true), new(6, null, 2, null, false)], ExperimentMetric.Loss));

    [Fact]
    public void A_curve_is_thinned_by_means()
    {
        var curve = TrialSummary.Curve([.. Enumerable.Range(1, 401).Select(step => new StepMetrics(step, step, step == 401 ? null : 1, null, 0, []))]);
        Assert.Equal(134, curve.Count);
        Assert.Equal(new CurvePoint(3, 2, 1), curve[0]);
        Assert.Equal(new CurvePoint(401, 400.5, 1), curve[^1]);
    }

    private static ExperimentPlan Plan => new("ranked", ["a"], [0.1], [1]);

    private static ExperimentResult Rank(params TrialResult[][] settings) =>
        ExperimentRanking.Of(Plan, DateTimeOffset.UnixEpoch, [.. settings.SelectMany(trials => trials)]);

    private static TrialResult[] Trials(string strategy, long parameters, params double[] scores) =>
    [
        .. scores.Select((score, seed) => new TrialResult($"{strategy}-{seed}", new Trial(strategy, 0.1, seed), TrialStatus.Completed, "")
        {
            Parameters = parameters,
            BestAccuracy = score,
            FinalAccuracy = score,
            BestLoss = score,
            FinalLoss = score,
            ConvergenceStep = 3,
        }),
    ];
}
