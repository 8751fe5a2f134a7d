namespace LoraDsl.Formats.Experiments;

/// <summary>What an experiment tries: every strategy with every learning rate and every seed.</summary>
/// <param name="Name">The experiment's name.</param>
/// <param name="Strategies">Names of the strategies, which the training function knows; no two alike.</param>
/// <param name="LearningRates">The learning rates.</param>
/// <param name="Seeds">The seeds; with several, results have a spread.</param>
public sealed record ExperimentPlan(
    string Name, IReadOnlyList<string> Strategies, IReadOnlyList<double> LearningRates, IReadOnlyList<long> Seeds)
{
    /// <summary>What trials are compared by.</summary>
    public ExperimentMetric Metric { get; init; }

    /// <summary>Threads of torch within each trial, since sums depend on them; <see langword="null"/>: up to 4, as many as there are cores.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Whatever else the numbers depend on, as name and value. Results of other settings are never taken for these: a folder with others
    /// is refused.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
