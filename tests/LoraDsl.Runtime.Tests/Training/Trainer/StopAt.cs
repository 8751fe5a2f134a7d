using LoraDsl.Training;

namespace LoraDsl.Runtime.Tests.Training.Trainer;

/// <summary>Cancels a run when a step is done; without a source, no step may come.</summary>
internal sealed class StopAt(long step, CancellationTokenSource? source) : ITrainingCallback
{
    public void StepEnded(TrainingRun run, double loss)
    {
        Assert.NotNull(source);
        if (run.Step == step)
            source.Cancel();
    }
}
