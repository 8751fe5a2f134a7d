using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using LoraDsl.Formats.Runs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>
/// Trains the adapters of a model over batches and a loss of the user's: epochs or steps, accumulated and clipped gradients, schedules,
/// validation, early stopping, callbacks, and a folder from which a stopped run goes on bit for bit. Whoever has a loop of their own
/// needs none of it: <see cref="LoraDsl.Optimization.LoraOptimizer"/>, <see cref="Monitoring.TrainingMonitor"/>, <see cref="State.SavedState"/> and
/// <see cref="Checkpoints.CheckpointStore"/> work alone.
/// </summary>
/// <typeparam name="TBatch">A batch.</typeparam>
/// <param name="set">The adapters of the model: <c>model.Lora</c>.</param>
/// <param name="optimizer">Makes the optimizer, such as <c>p => torch.optim.AdamW(p, lr: 1e-3)</c>; the same one each time.</param>
/// <param name="loss">The loss of a batch: runs the model and returns a scalar.</param>
/// <param name="options">How to train.</param>
public sealed class LoraTrainer<TBatch>(
    AdapterSet set, Func<IEnumerable<Parameter>, optim.Optimizer> optimizer, Func<TBatch, Tensor> loss, TrainerOptions options)
{
    private readonly AdapterSet set = set ?? throw new ArgumentNullException(nameof(set));
    private readonly Func<IEnumerable<Parameter>, optim.Optimizer> optimizer = optimizer ?? throw new ArgumentNullException(nameof(optimizer));
    private readonly Func<TBatch, Tensor> loss = loss ?? throw new ArgumentNullException(nameof(loss));
    private readonly TrainerOptions options = options ?? throw new ArgumentNullException(nameof(options));

    /// <summary>The accuracy of a batch, or another score that is better when higher; measured when validating. Not measured when left out.</summary>
    public Func<TBatch, double>? Accuracy { get; init; }

    /// <summary>The callbacks, in the order in which they are called.</summary>
    public IReadOnlyList<ITrainingCallback> Callbacks { get; init; } = [];

    /// <summary>Trains.</summary>
    /// <param name="batches">The batches of every epoch, such as a list or a data loader; they have to be the same each time.</param>
    /// <param name="validation">The validation set, each of whose batches counts alike; nothing is validated when left out.</param>
    /// <param name="cancellation">Ends the run after the step that is running, with a checkpoint.</param>
    /// <inheritdoc cref="Fit(IBatchSource{TBatch}, Func{ValidationScore}?, CancellationToken)"/>
    public RunResult Fit(IEnumerable<TBatch> batches, IEnumerable<TBatch>? validation = null, CancellationToken cancellation = default) =>
        Fit(Batches.Of(batches), validation, cancellation);

    /// <summary>Trains.</summary>
    /// <param name="batches">The batches of each epoch.</param>
    /// <param name="validation">The validation set, each of whose batches counts alike; nothing is validated when left out.</param>
    /// <param name="cancellation">Ends the run after the step that is running, with a checkpoint.</param>
    /// <inheritdoc cref="Fit(IBatchSource{TBatch}, Func{ValidationScore}?, CancellationToken)"/>
    public RunResult Fit(IBatchSource<TBatch> batches, IEnumerable<TBatch>? validation = null, CancellationToken cancellation = default) =>
        Fit(batches, validation is null ? null : () => Validate(validation), cancellation);

    /// <summary>
    /// Trains and leaves the model in evaluation mode: with the best adapter when the run is over and was validated
    /// (<see cref="TrainerOptions.RestoresBest"/>), as it is when the run was cancelled.
    /// </summary>
    /// <remarks>
    /// Ctrl-C and SIGTERM cancel the run as <paramref name="cancellation"/> does (<see cref="TrainerOptions.StopsOnSignals"/>): the caller gets a
    /// result whose <see cref="RunResult.Stop"/> is <see cref="RunStops.Cancelled"/>, and should let the process end. A second signal ends it at once.
    /// </remarks>
    /// <param name="batches">The batches of each epoch.</param>
    /// <param name="validation">Validates the model, which is in evaluation mode and without gradients; nothing is validated when left out.</param>
    /// <param name="cancellation">Ends the run after the step that is running, with a checkpoint.</param>
    /// <returns>How the run ended.</returns>
    /// <exception cref="ArgumentException">The options make no training; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model is not ready to be trained, the folder holds a run already, or a checkpoint does not fit the model or the optimizer: nothing
    /// was changed. Or a loss was not finite: the model is as it was before that step.
    /// </exception>
    /// <exception cref="InvalidDataException">There are checkpoints to go on from, but none can be read; nothing was changed.</exception>
    /// <exception cref="IOException">
    /// Another run, of this process or another, is in the folder (nothing was changed), or the folder cannot be written.
    /// </exception>
    /// <exception cref="NotSupportedException">The optimizer does not show its state, so that no checkpoint can be written; nothing was changed.</exception>
    public RunResult Fit(IBatchSource<TBatch> batches, Func<ValidationScore>? validation, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        options.Validate(validation is not null);
        set.RequireUnmerged("train");
        set.RequireInForce();
        using var signals = new StopSignals(options.StopsOnSignals, cancellation);
        using var prepared = PreparedRun.Prepare(set, optimizer, options, Callbacks);
        using var loop = new TrainingLoop<TBatch>(prepared, loss, batches, validation, signals.Token);
        return loop.Run();
    }

    private ValidationScore Validate(IEnumerable<TBatch> batches)
    {
        var (count, total, right) = (0, 0.0, 0.0);
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            total += loss(batch).to(ScalarType.Float64).cpu().item<double>();
            right += Accuracy?.Invoke(batch) ?? 0;
            count++;
        }

        return count > 0
            ? new ValidationScore(total / count, Accuracy is null ? null : right / count)
            : throw new InvalidOperationException("The validation set has no batch.");
    }
}
