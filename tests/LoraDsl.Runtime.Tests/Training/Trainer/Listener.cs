using LoraDsl.Adapters;
using LoraDsl.Formats.Runs;
using LoraDsl.Training;

namespace LoraDsl.Runtime.Tests.Training.Trainer;

/// <summary>Writes down what a run tells.</summary>
internal sealed class Listener : ITrainingCallback
{
    public List<string> Heard { get; } = [];

    public List<string> Notes { get; } = [];

    public List<RankChange> Changes { get; } = [];

    public List<ValidationMetrics> Validations { get; } = [];

    public List<double> Losses { get; } = [];

    public long BeganAt { get; private set; }

    public Exception? Failure { get; private set; }

    public void RunBegan(TrainingRun run)
    {
        Heard.Add("began");
        BeganAt = run.Step;
    }

    public void StepEnded(TrainingRun run, double loss)
    {
        Heard.Add($"step {run.Step}");
        Losses.Add(loss);
    }

    public void EpochEnded(TrainingRun run, int epoch) => Heard.Add($"epoch {epoch}");

    public void RankChanged(TrainingRun run, RankChange change) => Changes.Add(change);

    public void Validated(TrainingRun run, ValidationMetrics metrics)
    {
        Heard.Add($"validated {metrics.Step}");
        Validations.Add(metrics);
    }

    public void CheckpointWritten(TrainingRun run, string folder) => Heard.Add($"checkpoint {run.Step}");

    public void Noted(TrainingRun run, string note) => Notes.Add(note);

    public void RunEnded(TrainingRun run, RunResult result) => Heard.Add($"ended: {result.Stop}");

    public void RunFailed(TrainingRun run, Exception exception) => Failure = exception;
}
