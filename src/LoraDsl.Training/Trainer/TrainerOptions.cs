using LoraDsl.Limits;
using LoraDsl.Schedules;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>How a <see cref="LoraTrainer{TBatch}"/> trains. One of <see cref="Epochs"/> and <see cref="Steps"/> has to be given.</summary>
public sealed record TrainerOptions
{
    /// <summary>Passes over the batches after which the training is complete.</summary>
    public int? Epochs { get; init => field = value is null ? null : OptionGuard.AtLeast(1, value.Value); }

    /// <summary>Steps after which the training is complete; with <see cref="Epochs"/>, what comes first counts.</summary>
    public long? Steps { get; init => field = value is null ? null : OptionGuard.AtLeast(1, value.Value); }

    /// <summary>
    /// Batches of a step: their gradients' mean moves the parameters. At the end of an epoch a step may have fewer, and is their mean. Default 1.
    /// </summary>
    public int Accumulation { get; init => field = OptionGuard.AtLeast(1, value); } = 1;

    /// <summary>The greatest norm that the gradients of all trained parameters together may have; <see langword="null"/> to leave them.</summary>
    public double? ClipNorm { get; init => field = value is { } norm ? OptionGuard.Positive(norm) : null; }

    /// <summary>Makes the schedule of the learning rate, such as <c>o => torch.optim.lr_scheduler.StepLR(o, 100)</c>; the same one each time.</summary>
    public Func<optim.Optimizer, optim.lr_scheduler.LRScheduler>? Scheduler { get; init; }

    /// <summary>After what the schedule is stepped. One that follows a measurement is stepped at every validation instead. Default: each step.</summary>
    public TrainingUnit SchedulerUnit { get; init; } = TrainingUnit.Step;

    /// <summary>How often to validate, besides at the end. Default: after each epoch.</summary>
    public TrainingInterval ValidateEvery { get; init; } = TrainingInterval.Epochs(1);

    /// <summary>By what the best adapter is chosen. Default: the loss.</summary>
    public ValidationMetric Metric { get; init; } = ValidationMetric.Loss;

    /// <summary>When to end before the training is complete; <see langword="null"/> to go on to the end.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Whether the best adapter is put back into the model when the training is over. Default <see langword="true"/>.</summary>
    public bool RestoresBest { get; init; } = true;

    /// <summary>
    /// Whether <c>best/</c> may lack parameters of the base that were unfrozen by hand, which an adapter's file does not have (checkpoints do). Default
    /// <see langword="false"/>: a run with a folder is refused then. <c>[TrainWhole]</c> and <c>LoraConfig.ModulesToSave</c> have them saved.
    /// </summary>
    public bool DropUnfrozen { get; init; }

    /// <summary>The folder of the run; <see langword="null"/> to write nothing.</summary>
    public string? Folder { get; init; }

    /// <summary>What to do with a run that the folder holds already. Default: refuse to begin.</summary>
    public RunStart Start { get; init; } = RunStart.New;

    /// <summary>How often to write a checkpoint, besides at the end. Default: after each epoch.</summary>
    public TrainingInterval CheckpointEvery { get; init; } = TrainingInterval.Epochs(1);

    /// <summary>How many of the last checkpoints are kept. Default 3.</summary>
    public int KeepCheckpoints { get; init => field = OptionGuard.AtLeast(1, value); } = 3;

    /// <summary>
    /// Whether Ctrl-C and SIGTERM cancel the run, with a checkpoint after the step that is running, instead of ending the process; a second one
    /// ends it at once. Default <see langword="true"/>. Switched off, a program handles them itself. In a trial of an experiment they are left alone.
    /// </summary>
    public bool StopsOnSignals { get; init; } = true;

    /// <summary>How often what happens in the adapters is measured and written, in steps; their norms cost a little time. Default 1.</summary>
    public int MonitorEvery { get; init => field = OptionGuard.AtLeast(1, value); } = 1;

    /// <summary>The run's name; the model's when left out.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Seeds torch's generator when a run begins, and DyLoRA's draws. <see langword="null"/> goes on with the generator as it is. On a GPU each step
    /// begins with a seed of its own that follows from it, since TorchSharp cannot read the generator there.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>Whatever else is to stand in <c>run.json</c>, as name and value.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings of the schedules of ranks; the defaults when left out.</summary>
    public RankScheduleOptions? Schedules { get; init; }

    /// <summary>The learning rate of the adapters of embeddings; that of the others when left out.</summary>
    public double? EmbeddingLearningRate { get; init; }

    /// <summary>How AdaLoRA spends its budget; to be given exactly when the model has AdaLoRA adapters.</summary>
    public AdaLoraOptions? AdaLora { get; init; }

    /// <summary>Throws unless the options make a training.</summary>
    internal void Validate(bool validates)
    {
        if (Epochs is null && Steps is null)
            throw new ArgumentException("A training has to end: set Epochs or Steps of TrainerOptions.");
        if (EarlyStopping is not null && !validates)
            throw new ArgumentException("Early stopping needs a validation: give Fit one, or leave EarlyStopping out.");
        if (Start == RunStart.Resume && Folder is null)
            throw new ArgumentException("Only a run with a folder can be resumed: set Folder, or leave Start out.");
    }
}
