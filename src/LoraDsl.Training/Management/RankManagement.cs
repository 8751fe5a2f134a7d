using LoraDsl.Formats.Runs;
using LoraDsl.State;
using LoraDsl.Training;

namespace LoraDsl.Management;

/// <summary>
/// Lets a rank manager follow a <see cref="LoraTrainer{TBatch}"/>: it observes every validation, its decisions are written to the run's
/// folder, and what it remembers is part of the checkpoints.
/// </summary>
/// <param name="manager">The manager. Its initial ranks are given before the training, by <see cref="RankManager.Start"/>.</param>
public sealed class RankManagement(RankManager manager) : ITrainingCallback, IStateful
{
    private readonly RankManager manager = manager ?? throw new ArgumentNullException(nameof(manager));
    private Action<RankDecision>? record;

    /// <inheritdoc/>
    public void RunBegan(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        manager.Optimizer = run.Optimizer;
        record = run.Record;
        manager.Decided += record;
    }

    /// <inheritdoc/>
    public void Validated(TrainingRun run, ValidationMetrics measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        manager.Observe(measured.Step, measured.Loss, measured.Accuracy);
    }

    /// <inheritdoc/>
    public void RunEnded(TrainingRun run, RunResult result) => Detach();

    /// <inheritdoc/>
    public void RunFailed(TrainingRun run, Exception exception) => Detach();

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var window = manager.State.Window;
        state.Write("steps", window.Select(observation => observation.Step));
        state.WriteNumbers("losses", window.Select(observation => observation.Loss));
        state.WriteNumbers("accuracies", window.Select(observation => observation.Accuracy ?? double.NaN));
    }

    /// <inheritdoc/>
    public void Load(SavedState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (losses, accuracies) = (state.ReadNumbers("losses"), state.ReadNumbers("accuracies"));
        manager.Restore(new RankManagerState(
            [.. state.ReadWholeNumbers("steps").Select((step, index) => new RankObservation(step, losses[index], double.IsNaN(accuracies[index]) ? null : accuracies[index]))]));
    }

    private void Detach()
    {
        manager.Decided -= record;
        manager.Optimizer = null;
    }
}
