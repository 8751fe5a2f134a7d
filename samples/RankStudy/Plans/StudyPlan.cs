using Shared.Data;
using Shared.Models;
using Shared.Training;

namespace RankStudy.Plans;

/// <summary>How much is run.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Data">The sets of images.</param>
/// <param name="SweepSeeds">Seeds of the runs that the learning rate is chosen by.</param>
/// <param name="Seeds">Seeds of the runs that are reported, none of them a sweep's.</param>
/// <param name="TimeRounds">Rounds of the comparison of wall times.</param>
internal sealed record StudyPlan(
    string Name, IReadOnlyList<DataPlan> Data, IReadOnlyList<int> SweepSeeds, IReadOnlyList<int> Seeds, int TimeRounds)
{
    /// <summary>The learning rates that a sweep may try, in order.</summary>
    public static IReadOnlyList<double> LearningRates => [1e-3, 1.8e-3, 3.2e-3, 5.6e-3, 1e-2, 1.8e-2, 3.2e-2, 5.6e-2, 1e-1];

    /// <summary>Those that every sweep starts with, as positions; it goes on where the best is the first or the last.</summary>
    public static IReadOnlyList<int> FirstLearningRates => [3, 4, 5];

    /// <summary>The study: an hour or so on two cores.</summary>
    public static StudyPlan Full { get; } = new(
        "full",
        [
            new DataPlan(
                DataSet.Digits,
                new SplitSizes(700, 400, 697),
                AdaptedTo: 700,
                Small(DataSet.Digits),
                Base: new TrainingPlan(20, 32, 3e-3),
                Adapt: new TrainingPlan(12, 32, 0),
                CalibrationBatches: 4,
                HessianSteps: 8,
                Trials: 16),
            new DataPlan(
                DataSet.Mnist,
                new SplitSizes(10_000, 500, 1000),
                AdaptedTo: 1024,
                Small(DataSet.Mnist) with { PatchHeight = 7 },
                Base: new TrainingPlan(3, 64, 3e-3),
                Adapt: new TrainingPlan(6, 32, 0),
                CalibrationBatches: 4,
                HessianSteps: 8,
                Trials: 16),
        ],
        SweepSeeds: [101, 102],
        Seeds: [1, 2, 3, 4, 5],
        TimeRounds: 5);

    /// <summary>A few steps of everything: shows that it works, and says nothing about ranks.</summary>
    public static StudyPlan Tiny { get; } = new(
        "tiny",
        [
            new DataPlan(
                DataSet.Digits,
                new SplitSizes(200, 50, 50),
                AdaptedTo: 64,
                Small(DataSet.Digits) with { Width = 16, Hidden = 32 },
                Base: new TrainingPlan(2, 32, 3e-3),
                Adapt: new TrainingPlan(1, 32, 0),
                CalibrationBatches: 1,
                HessianSteps: 1,
                Trials: 2),
        ],
        SweepSeeds: [101],
        Seeds: [1, 2],
        TimeRounds: 1);

    /// <summary>The plan of that name, or <see langword="null"/>.</summary>
    public static StudyPlan? Find(string name) => new[] { Full, Tiny }.FirstOrDefault(plan => plan.Name == name);

    private static TransformerShape Small(DataSet data) => Shapes.For(data) with { Width = 64, Hidden = 256, Depth = 2 };
}
