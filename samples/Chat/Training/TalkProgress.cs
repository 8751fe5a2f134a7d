using LoraDsl.Training;
using Shared.Reporting;

namespace Chat.Training;

/// <summary>Shows a trainer's run, which is not validated.</summary>
/// <param name="progress">Shown how it goes.</param>
internal sealed class TalkProgress(ITrainingProgress progress) : ITrainingCallback
{
    private double total;
    private int steps;

    public void StepEnded(TrainingRun run, double loss)
    {
        total += loss;
        steps++;
        progress.Step(loss);
    }

    public void EpochEnded(TrainingRun run, int epoch)
    {
        progress.EpochEnded(epoch, total / steps, validationAccuracy: null);
        (total, steps) = (0, 0);
    }
}
