using LoraDsl.Formats.Runs;
using LoraDsl.Training;
using Shared.Reporting;

namespace Shared.Training;

/// <summary>Shows a trainer's run as the sample shows its other trainings.</summary>
/// <param name="progress">Shown how it goes.</param>
internal sealed class ReportedProgress(ITrainingProgress progress) : ITrainingCallback
{
    private double total;
    private int steps;

    public void StepEnded(TrainingRun run, double loss)
    {
        total += loss;
        steps++;
        progress.Step(loss);
    }

    /// <summary>The model is validated after each epoch.</summary>
    public void Validated(TrainingRun run, ValidationMetrics metrics)
    {
        progress.EpochEnded(run.Epoch, total / steps, () => metrics.Accuracy ?? 0);
        (total, steps) = (0, 0);
    }
}
