using LoraDsl.Adapters;
using LoraDsl.Formats.Runs;
using LoraDsl.Monitoring;
using LoraDsl.Optimization;

namespace LoraDsl.Training;

/// <summary>A training while it runs, as callbacks see it.</summary>
public sealed class TrainingRun
{
    private readonly Action<RankDecision> record;

    internal TrainingRun(string name, AdapterSet adapters, LoraOptimizer optimizer, RunFolder? folder, long? totalSteps, int? totalEpochs, Action<RankDecision> record, CancellationToken cancellation)
    {
        (Name, Adapters, Optimizer, Folder, TotalSteps, TotalEpochs) = (name, adapters, optimizer, folder, totalSteps, totalEpochs);
        Cancellation = cancellation;
        Monitor = new TrainingMonitor(adapters);
        this.record = record;
    }

    /// <summary>The run's name.</summary>
    public string Name { get; }

    /// <summary>The adapters of the model.</summary>
    public AdapterSet Adapters { get; }

    /// <summary>The optimizer; its <see cref="LoraOptimizer.Resize"/> changes ranks between two steps.</summary>
    public LoraOptimizer Optimizer { get; }

    /// <summary>The steps of this run as they were measured, those of an earlier part not included.</summary>
    public TrainingMonitor Monitor { get; }

    /// <summary>The run's folder, or <see langword="null"/> when nothing is written.</summary>
    public RunFolder? Folder { get; }

    /// <summary>Steps in all, or <see langword="null"/> when it is not known.</summary>
    public long? TotalSteps { get; }

    /// <summary>Epochs in all, or <see langword="null"/> when steps are counted alone.</summary>
    public int? TotalEpochs { get; }

    /// <summary>Steps that are done.</summary>
    public long Step { get; internal set; }

    /// <summary>The running epoch, from 1.</summary>
    public int Epoch { get; internal set; } = 1;

    /// <summary>Cancelled when the run is, by its caller or by Ctrl-C or SIGTERM: it ends after this step. For callbacks that take long.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Why the run is to end, or <see langword="null"/> when it was not cancelled.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Ends the run after this step, as one that is complete.</summary>
    /// <param name="reason">Why, in a few words: they become <see cref="RunResult.Stop"/>.</param>
    public void Stop(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        StopReason ??= reason;
    }

    /// <summary>Writes a decision about a rank to the run's <c>decisions.jsonl</c>. Changes by schedules and by AdaLoRA are written by themselves.</summary>
    /// <param name="decision">The decision.</param>
    public void Record(RankDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        record(decision);
    }
}
