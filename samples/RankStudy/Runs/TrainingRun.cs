using LoraDsl;
using LoraDsl.Schedules;
using RankStudy.Models;
using Shared.Data;
using Shared.Training;
using static TorchSharp.torch;

namespace RankStudy.Runs;

/// <summary>Trains one model once.</summary>
/// <param name="data">The images and the base.</param>
internal sealed class TrainingRun(StudyData data)
{
    // Windows for a training of a hundred steps or so; the defaults are for longer ones.
    private static readonly RankScheduleOptions Schedules = new()
    {
        GradientEnergy = new GradientEnergyOptions { Window = 20 },
        GradientSubspace = new GradientSubspaceOptions { Window = 20 },
        Loss = new LossScheduleOptions { StepsPerCheck = 2, Patience = 5 },
    };

    /// <summary>Trains and measures.</summary>
    /// <param name="task">A training.</param>
    public StudyResult Run(StudyTask task)
    {
        using var adapted = Train(task, data.Plan.Adapt.Epochs * StudyModel.Length(task.Name), out var seconds);
        var byRank = ByRank(task, adapted);
        var served = byRank.Where(score => StudyModel.AllDyLora.Contains(score.Way)).ToList();
        return new StudyResult(task, seconds)
        {
            Ranks = [.. adapted.Ranks().Values],
            Paths = [.. adapted.Ranks().Keys],
            Parameters = adapted.Lora.Named().Sum(entry => entry.Adapter.ParameterCount),
            Validation = served.Count == 0 ? Evaluation.Score(adapted.Model, data.Shifted.Validation) : Mean(served, score => score.Validation),
            Test = served.Count == 0 ? Evaluation.Score(adapted.Model, data.Shifted.Test) : Mean(served, score => score.Test),
            ByRank = byRank,
        };
    }

    /// <summary>Trains.</summary>
    /// <param name="task">A training.</param>
    /// <param name="epochs">Passes over the images.</param>
    /// <param name="seconds">Time that the training took.</param>
    public AdaptedModel Train(StudyTask task, int epochs, out double seconds)
    {
        manual_seed(task.Seed);
        var adapted = data.Create(task.Name);
        if (StartRanks(task) is { Length: > 0 } start)
        {
            var ranks = new FixedRanks(start);
            adapted.Lora.AllocateRanks<LabelledImages>([], batch => throw new InvalidOperationException("There is nothing to measure."), ranks, ranks);
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        using (var optimizer = adapted.Lora.Optimizer(
            parameters => optim.AdamW(parameters, lr: task.LearningRate), task.Seed, Schedules, task.Name == StudyModel.AdaLora ? new AdaLoraOptions(data.Plan.Steps(epochs)) : null))
            data.Fit(adapted.Model, optimizer, data.Plan.Adapt with { Epochs = epochs, LearningRate = task.LearningRate }, task.Seed);
        seconds = watch.Elapsed.TotalSeconds;
        return adapted;
    }

    // Schedules start small: with the budget spent there would be nothing for them to give.
    private int[] StartRanks(StudyTask task) => StudyModel.AllScheduled.Contains(task.Name)
        ? [.. Enumerable.Repeat(1, data.Plan.Adapters)]
        : Subject.Parse(task.Ranks);

    private List<RankScore> ByRank(StudyTask task, AdaptedModel adapted)
    {
        if (StudyModel.AllDyLora.Contains(task.Name))
        {
            return [.. StudyRanks.All.Select(rank =>
            {
                adapted.Lora.SelectRank(rank);
                return Measure(task.Name, rank, adapted);
            })];
        }

        // The greatest rank of the comparison, everywhere: what others are cut from.
        var ranks = Subject.Parse(task.Ranks);
        if (ranks.Length == 0 || ranks.Any(rank => rank != StudyRanks.Greatest))
            return [];
        using var cut = new CutRanks(adapted);
        return [.. CutRanks.Ways.SelectMany(way => StudyRanks.All.SkipLast(1).Select(rank =>
        {
            cut.To(rank, way);
            return Measure(way, rank, adapted);
        }))];
    }

    private RankScore Measure(string way, int rank, AdaptedModel adapted) => new(
        way, rank, Evaluation.Score(adapted.Model, data.Shifted.Validation), Evaluation.Score(adapted.Model, data.Shifted.Test));

    private static Score Mean(List<RankScore> scores, Func<RankScore, Score> part) =>
        new(scores.Average(score => part(score).Accuracy), scores.Average(score => part(score).Loss));
}
