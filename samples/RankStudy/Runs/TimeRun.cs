using RankStudy.Models;

namespace RankStudy.Runs;

/// <summary>
/// Times one training of DyLoRA against a training of LoRA at every rank: the same number of steps each, one after the other in one
/// process, beginning with another one in each round.
/// </summary>
/// <param name="data">The images and the base.</param>
internal sealed class TimeRun(StudyData data)
{
    // The time of a step does not depend on it.
    private const double LearningRate = 3e-3;

    /// <summary>The models that serve every rank and are trained as long as the others.</summary>
    public static IReadOnlyList<string> Models => [StudyModel.DyLora, StudyModel.FrozenDyLora];

    /// <summary>The contender that is LoRA at a rank.</summary>
    public static string LoraAt(int rank) => $"LoRA at rank {rank}";

    /// <summary>Runs a round.</summary>
    /// <param name="task">A round; its seed is its number.</param>
    public StudyResult Run(StudyTask task)
    {
        List<(string Name, StudyTask Training)> contenders =
        [
            .. Models.Select(model => (model, new Subject(task.Data, model).Training(LearningRate, task.Seed))),
            .. StudyRanks.All.Select(rank => (LoraAt(rank), Subject.AtRank(task.Data, data.Plan.Adapters, rank).Training(LearningRate, task.Seed))),
        ];
        var run = new TrainingRun(data);
        var times = new Dictionary<string, double>();
        foreach (var (_, training) in contenders)
            run.Train(training, epochs: 1, out _).Dispose();
        for (var turn = 0; turn < contenders.Count; turn++)
        {
            var (name, training) = contenders[(turn + task.Seed) % contenders.Count];
            run.Train(training, data.Plan.Adapt.Epochs, out var seconds).Dispose();
            times[name] = seconds;
        }

        return new StudyResult(task, times.Values.Sum()) { Times = times };
    }
}
