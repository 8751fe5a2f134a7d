using RankStudy.Plans;
using RankStudy.Runs;
using Shared.Data;
using Shared.Training;

namespace LoraDsl.Samples.Tests.RankStudies;

public sealed class SweepTests
{
    private static readonly Subject Subject = new(DataSet.Digits, "LoRA", "2,2");

    private readonly StudyPlan plan = StudyPlan.Tiny with { SweepSeeds = [101, 102] };
    private readonly Dictionary<StudyTask, StudyResult> results = [];

    [Fact]
    public void A_best_rate_inside_is_the_choice()
    {
        var sweep = Run((5.6e-3, 0.5), (1e-2, 0.6), (1.8e-2, 0.4));

        Assert.Empty(sweep.Missing(Subject));
        Assert.Equal(1e-2, sweep.Choice(Subject));
        Assert.False(sweep.IsAtEnd(Subject));
    }

    [Fact]
    public void A_best_rate_at_the_edge_asks_for_the_next_one()
    {
        var sweep = Run((5.6e-3, 0.5), (1e-2, 0.6), (1.8e-2, 0.7));
        Assert.Equal([Subject.Training(3.2e-2, 101), Subject.Training(3.2e-2, 102)], sweep.Missing(Subject));
        Assert.Null(sweep.Choice(Subject));

        sweep = Run((3.2e-2, 0.8), (5.6e-2, 0.81), (1e-1, 0.82));
        Assert.Equal(1e-1, sweep.Choice(Subject));
        Assert.True(sweep.IsAtEnd(Subject));
    }

    [Fact]
    public void Rates_of_equal_accuracy_are_told_apart_by_loss()
    {
        Run((5.6e-3, 0.5), (1e-2, 0.5), (1.8e-2, 0.5));
        Set(1e-2, 0.5, loss: 0.1);

        Assert.Equal(1e-2, new Sweep(plan, results).Choice(Subject));
    }

    [Fact]
    public void A_training_that_went_astray_is_not_chosen()
    {
        Run((5.6e-3, 0.1), (1e-2, 0.1), (1.8e-2, 0.1));
        Set(5.6e-3, 0.1, double.NaN);
        Set(1e-2, 0.1, loss: 2);
        Set(1.8e-2, 0.1, double.NaN);

        Assert.Equal(1e-2, new Sweep(plan, results).Choice(Subject));
    }

    [Fact]
    public void A_missing_seed_is_asked_for()
    {
        var sweep = Run((5.6e-3, 0.5), (1e-2, 0.6), (1.8e-2, 0.4));
        results.Remove(Subject.Training(1e-2, 102));

        Assert.Equal([Subject.Training(1e-2, 102)], sweep.Missing(Subject));
    }

    private Sweep Run(params (double Rate, double Accuracy)[] runs)
    {
        foreach (var (rate, accuracy) in runs)
            Set(rate, accuracy, loss: 1);
        return new Sweep(plan, results);
    }

    private void Set(double rate, double accuracy, double loss)
    {
        foreach (var seed in plan.SweepSeeds)
        {
            var task = Subject.Training(rate, seed);
            results[task] = new StudyResult(task, 1) { Validation = new Score(accuracy, loss) };
        }
    }
}
