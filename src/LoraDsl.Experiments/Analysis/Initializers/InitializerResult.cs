namespace LoraDsl.Analysis;

/// <summary>What the trials of one initializer say.</summary>
/// <param name="Initializer">Its name.</param>
/// <param name="Trials">The trials, by growing seed.</param>
public sealed record InitializerResult(string Initializer, IReadOnlyList<InitializerTrial> Trials)
{
    /// <summary>Mean of ‖ΔW‖ at the start.</summary>
    public double? UpdateNorm => Mean(trial => trial.UpdateNorm);

    /// <summary>Mean of the greatest singular value at the start.</summary>
    public double? SpectralNorm => Mean(trial => trial.SpectralNorm);

    /// <summary>Mean of the condition number at the start.</summary>
    public double? ConditionNumber => Mean(trial => trial.ConditionNumber);

    /// <summary>Mean of the gradient's norm in the first step.</summary>
    public double? GradientNorm => Mean(trial => trial.GradientNorm);

    /// <summary>Trials that reached the target.</summary>
    public int Reached => Trials.Count(trial => trial.StepsToTarget is not null);

    /// <summary>Mean of the steps to the target, over the trials that reached it.</summary>
    public double? StepsToTarget => Mean(trial => trial.StepsToTarget);

    /// <summary>Trials that diverged.</summary>
    public int Diverged => Trials.Count(trial => trial.Diverged);

    /// <summary>Mean of the last step's loss, over the trials that did not diverge.</summary>
    public double? FinalLoss => Mean(trial => trial.FinalLoss);

    /// <summary>Standard deviation of the last step's loss, over the trials that did not diverge; none for fewer than two.</summary>
    public double? FinalLossDeviation
    {
        get
        {
            double[] losses = [.. Trials.Select(trial => trial.FinalLoss).OfType<double>()];
            if (losses.Length < 2)
                return null;
            var mean = losses.Average();
            return Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / (losses.Length - 1));
        }
    }

    private double? Mean(Func<InitializerTrial, double?> figure) => Trials.Average(figure);
}
