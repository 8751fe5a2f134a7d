using LoraDsl.Formats.Runs;

namespace LoraDsl.Formats.Experiments;

/// <summary>What came of a trial: <c>trial.json</c> in its folder, and an entry of <c>experiment.json</c>.</summary>
/// <param name="Id">Its name, which is also that of its folder.</param>
/// <param name="Trial">What was tried.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Folder">Its <see cref="RunFolder"/>, from the experiment's folder.</param>
public sealed record TrialResult(string Id, Trial Trial, TrialStatus Status, string Folder)
{
    /// <summary>Why it failed, or <see langword="null"/>.</summary>
    public string? Error { get; init; }

    /// <summary>Time that it took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Steps that were done.</summary>
    public long Steps { get; init; }

    /// <summary>Trainable values of the adapters at the end.</summary>
    public long Parameters { get; init; }

    /// <summary>Loss and accuracy of the training, thinned to at most 200 points.</summary>
    public IReadOnlyList<CurvePoint> Training { get; init; } = [];

    /// <summary>The validations, in order.</summary>
    public IReadOnlyList<ValidationMetrics> Validations { get; init; } = [];

    /// <summary>The loss of the last validation.</summary>
    public double? FinalLoss { get; init; }

    /// <summary>The accuracy of the last validation.</summary>
    public double? FinalAccuracy { get; init; }

    /// <summary>The best validation by the experiment's metric, the first of equals: its step.</summary>
    public long? BestStep { get; init; }

    /// <summary>Its loss.</summary>
    public double? BestLoss { get; init; }

    /// <summary>Its accuracy.</summary>
    public double? BestAccuracy { get; init; }

    /// <summary>
    /// The step of the first validation that has covered 95 % of the way, by the experiment's metric, from the first validation to the
    /// best. Where the first is the best, its own step.
    /// </summary>
    public long? ConvergenceStep { get; init; }
}
