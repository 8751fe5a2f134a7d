using Shared.Training;

namespace RankStudy.Runs;

/// <summary>What came of a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Seconds">Time that it took.</param>
internal sealed record StudyResult(StudyTask Task, double Seconds)
{
    /// <summary>Ranks of the adapters at the end, in the order of their paths in the model.</summary>
    public IReadOnlyList<int> Ranks { get; init; } = [];

    /// <summary>Paths of the adapters.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Values in the adapters at the end of a training.</summary>
    public long Parameters { get; init; }

    /// <summary>Validation images after a training; of a model that serves every rank, the mean over its ranks.</summary>
    public Score? Validation { get; init; }

    /// <summary>Test images after a training, likewise.</summary>
    public Score? Test { get; init; }

    /// <summary>Scores at single ranks of a model that serves, or was cut to, every rank.</summary>
    public IReadOnlyList<RankScore> ByRank { get; init; } = [];

    /// <summary>Seconds of each contender of a round of timing.</summary>
    public IReadOnlyDictionary<string, double> Times { get; init; } = new Dictionary<string, double>();
}
