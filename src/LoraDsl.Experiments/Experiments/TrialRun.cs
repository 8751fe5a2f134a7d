using LoraDsl.Adapters;
using LoraDsl.Formats.Experiments;
using LoraDsl.Formats.Files;
using LoraDsl.Formats.Runs;
using LoraDsl.Monitoring;

namespace LoraDsl.Experiments;

/// <summary>
/// A trial that is running: what it is to try, and where it tells how it goes. A training that writes the files of
/// <see cref="Folder"/> itself needs <see cref="Describe"/>, <see cref="Step"/> and <see cref="Validate"/> not at all.
/// </summary>
public sealed class TrialRun
{
    private readonly ExperimentMetric metric;
    private AdapterSet? set;
    private TrainingMonitor? monitor;
    private JsonLines<StepMetrics>? metrics;
    private JsonLines<ValidationMetrics>? validations;
    private double? best;
    private long step;

    internal TrialRun(Trial trial, RunFolder folder, ExperimentMetric metric, CancellationToken cancellation)
    {
        Trial = trial;
        Folder = folder;
        this.metric = metric;
        Cancellation = cancellation;
    }

    /// <summary>What is tried.</summary>
    public Trial Trial { get; }

    /// <summary>The folder of the run's files; empty when the trial begins.</summary>
    public RunFolder Folder { get; }

    /// <summary>Stops the experiment; the trial is done again when it is resumed.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Trainable values of the adapters that were described, when something was last told: the model may be gone by now.</summary>
    internal long? Parameters { get; private set; }

    /// <summary>Tells what is trained, before the first step: <c>run.json</c>.</summary>
    /// <param name="adapters">The adapters of the model, as they are at the beginning.</param>
    /// <param name="settings">Whatever else is to be remembered, as name and value.</param>
    public void Describe(AdapterSet adapters, IReadOnlyDictionary<string, string>? settings = null)
    {
        ArgumentNullException.ThrowIfNull(adapters);
        set = adapters;
        monitor = new TrainingMonitor(adapters, capacity: 1);
        CountParameters();
        var description = TrialDescription.Of(Trial, adapters, settings);
        RunRecords.Description.Write(Folder.DescriptionFile, description);
    }

    /// <summary>
    /// Tells of a step: a line of <c>metrics.jsonl</c>, with the adapters' norms; to be called after <c>backward()</c> and before the
    /// gradients are set to zero.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="accuracy">The accuracy, or another score that is better when higher.</param>
    /// <param name="learningRate">The learning rate at the step.</param>
    /// <exception cref="InvalidOperationException"><see cref="Describe"/> was not called.</exception>
    public void Step(double loss, double? accuracy = null, double? learningRate = null)
    {
        var watched = monitor ?? throw new InvalidOperationException($"The trial of '{Trial.Strategy}' has to call Describe(model.Lora) before its first step.");
        metrics ??= RunRecords.Metrics.Append(Folder.MetricsFile);
        metrics.Write(watched.Record(loss, accuracy, learningRate));
        step++;
        CountParameters();
    }

    /// <summary>Tells of a validation after the steps so far: a line of <c>validations.jsonl</c>.</summary>
    /// <param name="loss">The loss on the validation set.</param>
    /// <param name="accuracy">The accuracy there, or another score that is better when higher.</param>
    public void Validate(double loss, double? accuracy = null)
    {
        validations ??= RunRecords.Validations.Append(Folder.ValidationsFile);
        var score = metric == ExperimentMetric.Accuracy ? accuracy : -loss;
        var better = score is { } reached && !(reached <= best);
        if (better)
            best = score;
        validations.Write(new ValidationMetrics(step, null, loss, accuracy, better));
        CountParameters();
    }

    /// <summary>Closes the files.</summary>
    internal void Close()
    {
        metrics?.Dispose();
        validations?.Dispose();
    }

    private void CountParameters() => Parameters = set?.Named().Sum(entry => entry.Adapter.ParameterCount);
}
