namespace LoraDsl.Formats.Experiments;

/// <summary>A strategy with a learning rate, over its seeds. A mean is over its completed trials, and <see langword="null"/> when there are none.</summary>
/// <param name="Place">Its place in the ranking, from 1.</param>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Completed">Trials that are completed.</param>
/// <param name="Failed">Trials that failed.</param>
/// <param name="Pending">Trials that have not been run yet.</param>
public sealed record SettingResult(int Place, string Strategy, double LearningRate, int Completed, int Failed, int Pending)
{
    /// <summary>The best validation by the experiment's metric, an accuracy or a loss.</summary>
    public Spread? Best { get; init; }

    /// <summary>The last validation by the experiment's metric.</summary>
    public Spread? Final { get; init; }

    /// <summary>Trainable values of the adapters at the end.</summary>
    public double? Parameters { get; init; }

    /// <summary>Time of a trial, in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>Steps until convergence, as <see cref="TrialResult.ConvergenceStep"/> has it.</summary>
    public double? ConvergenceStep { get; init; }

    /// <summary>Whether no setting whose trials are all completed has at most as many parameters and is at least as good, with one of the two better.</summary>
    public bool OnParetoFront { get; init; }

    /// <summary>Whether it is the strategy's best learning rate.</summary>
    public bool BestOfStrategy { get; init; }
}
