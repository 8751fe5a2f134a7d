using System.Diagnostics;
using LoraDsl.Adapters;
using LoraDsl.Formats.Runs;
using LoraDsl.Optimization;
using static TorchSharp.torch;

namespace LoraDsl.Training;

/// <summary>The course of a run: steps, and what is due between them.</summary>
internal sealed class TrainingLoop<TBatch> : IDisposable
{
    private readonly PreparedRun prepared;
    private readonly Func<ValidationScore>? validation;
    private readonly CancellationToken cancellation;
    private readonly BatchReader<TBatch> reader;
    private readonly StepRunner<TBatch> runner;
    private readonly TrainingRun run;
    private readonly Queue<RankChange> changes = new();
    private readonly double secondsBefore;
    private readonly long since = Stopwatch.GetTimestamp();

    // Whether everything belongs to the same step, and whether a checkpoint of it was written.
    private bool isWhole = true;
    private bool isSaved;

    public TrainingLoop(
        PreparedRun prepared, Func<TBatch, Tensor> loss, IBatchSource<TBatch> batches, Func<ValidationScore>? validation, CancellationToken cancellation)
    {
        (this.prepared, this.validation, this.cancellation) = (prepared, validation, cancellation);
        reader = new BatchReader<TBatch>(batches, prepared.Random);
        runner = new StepRunner<TBatch>(prepared.Optimizer, loss, Options);
        secondsBefore = Position.Seconds;
        run = new TrainingRun(
            Options.Name ?? prepared.Set.ModelName, prepared.Set, prepared.Optimizer, prepared.Folder, TotalSteps(batches.Count), Options.Epochs, decision => prepared.Writer?.Write(decision), cancellation)
        {
            Step = Position.Step,
            Epoch = Position.Epochs + 1,
        };
        prepared.Set.RankChanged += Note;
    }

    private TrainerOptions Options => prepared.Options;

    private TrainingPosition Position => prepared.Position;

    /// <summary>Runs it to its end.</summary>
    public RunResult Run()
    {
        try
        {
            prepared.Set.Model.train();
            Tell(callback => callback.RunBegan(run));
            foreach (var note in prepared.Notes)
                Tell(callback => callback.Noted(run, note));
            Warn(AdaLoraCourse.AtBeginning(Options.AdaLora, run.TotalSteps));
            ValidateIfDue();
            string? reason;
            while ((reason = StopReason()) is null)
                RunEpoch();
            return End(reason);
        }
        catch (Exception error)
        {
            Fail(error);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        prepared.Set.RankChanged -= Note;
        reader.Dispose();
    }

    private void RunEpoch()
    {
        run.Epoch = Position.Epochs + 1;
        reader.Open(run.Epoch, Position.Batch);
        while (Step())
        {
            if (StopReason() is not null)
                return;
        }

        if (Position.Batch == 0)
            throw new InvalidOperationException($"There is no batch in epoch {run.Epoch}: the batches have to be there again in every epoch. A sequence that can be read once only is no source of them.");
        Position.Epochs++;
        Position.Batch = 0;
        isSaved = false;
        prepared.Rates.Done(TrainingUnit.Epoch);
        Position.IsValidationDue |= Options.ValidateEvery.IsDue(TrainingUnit.Epoch, Position.Epochs);
        Tell(callback => callback.EpochEnded(run, run.Epoch));
        Follow(TrainingUnit.Epoch, Position.Epochs);
    }

    private bool Step()
    {
        var number = Position.Step + 1;
        isWhole = false;
        prepared.Random.BeginStep(number);
        var (batches, loss) = runner.Gather(reader, number);
        if (batches == 0)
        {
            isWhole = true;
            return false;
        }

        if (number % Options.MonitorEvery == 0)
            prepared.Writer?.Write(run.Monitor.Record(loss, null, prepared.Rates.Current, number));
        runner.Move(loss);
        run.Step = Position.Step = number;
        Position.Batch += batches;
        prepared.Rates.Done(TrainingUnit.Step);
        Position.IsValidationDue |= Options.ValidateEvery.IsDue(TrainingUnit.Step, number);
        (isWhole, isSaved) = (true, false);
        TellChanges();
        Tell(callback => callback.StepEnded(run, loss));
        TellChanges();
        Follow(TrainingUnit.Step, number);
        return true;
    }

    /// <summary>What is due after a step or an epoch.</summary>
    private void Follow(TrainingUnit unit, long done)
    {
        ValidateIfDue();
        if (Options.CheckpointEvery.IsDue(unit, done))
            SaveCheckpoint();
    }

    private string? StopReason()
    {
        if (run.StopReason is { } asked)
            return asked;
        if (prepared.Best.IsExhausted)
            return RunStops.EarlyStopping;
        if (Position.Step >= Options.Steps || Position.Epochs >= Options.Epochs)
            return RunStops.Completed;
        return cancellation.IsCancellationRequested ? RunStops.Cancelled : null;
    }

    private void ValidateIfDue()
    {
        // A run that is cancelled does not begin a validation any more: the one that goes on makes up for it.
        if (Position.IsValidationDue && !cancellation.IsCancellationRequested)
            Validate();
    }

    private void Validate()
    {
        if (validation is not null)
        {
            var score = Measure(validation);
            var isBest = prepared.Best.Observe(prepared.Set, Position.Step, score);
            prepared.Rates.Measured(prepared.Best.ValueOf(score));
            Position.LastValidated = Position.Step;
            var measured = new ValidationMetrics(Position.Step, Options.Epochs is null ? null : run.Epoch, score.Loss, score.Accuracy, isBest);
            Position.IsValidationDue = isSaved = false;
            if (isBest)
                prepared.Writer?.WriteBest(prepared.Set, prepared.Options.DropUnfrozen);
            prepared.Writer?.Write(measured);
            Tell(callback => callback.Validated(run, measured));
            TellChanges();
        }

        Position.IsValidationDue = false;
    }

    private ValidationScore Measure(Func<ValidationScore> measure)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        prepared.Set.Model.eval();
        try
        {
            return measure();
        }
        finally
        {
            prepared.Set.Model.train();
        }
    }

    private void SaveCheckpoint()
    {
        if (prepared.Store is null)
            return;
        Position.Seconds = secondsBefore + Stopwatch.GetElapsedTime(since).TotalSeconds;
        using var state = prepared.Save();
        var folder = prepared.Store.Write(Position.Step, state);
        isSaved = true;
        Tell(callback => callback.CheckpointWritten(run, folder));
    }

    private RunResult End(string reason)
    {
        var isOver = reason != RunStops.Cancelled;
        if (isOver && validation is not null && Position.LastValidated != Position.Step)
            Validate();
        if (!isSaved)
            SaveCheckpoint();
        var best = prepared.Best;
        if (isOver && Options.RestoresBest && best.Model is not null && best.Step != Position.Step)
            ModelState.Load(prepared.Set, best.Model, resumes: false);
        prepared.Set.Model.eval();
        var result = new RunResult(
            Position.Step,
            Position.Epochs,
            reason,
            secondsBefore + Stopwatch.GetElapsedTime(since).TotalSeconds,
            best.Step,
            best.Step is null ? null : best.Score.Loss,
            best.Step is null ? null : best.Score.Accuracy,
            RunDescriptions.AdapterParameters(prepared.Set));
        isSaved = true;
        if (isOver)
            Warn(AdaLoraCourse.AtEnd(prepared.Set, Options.AdaLora, Position.Step));
        prepared.Writer?.Write(result);
        Tell(callback => callback.RunEnded(run, result));
        return result;
    }

    /// <summary>Saves what was reached, where it is whole; what goes wrong meanwhile must not hide why the run broke off.</summary>
    private void Fail(Exception error)
    {
        prepared.Set.Model.eval();
        if (isWhole && !isSaved)
            Try(SaveCheckpoint);
        foreach (var callback in prepared.Callbacks)
            Try(() => callback.RunFailed(run, error));

        static void Try(Action action)
        {
#pragma warning disable CA1031 // The error that ended the run is thrown on.
            try
            {
                action();
            }
            catch (Exception)
            {
            }
#pragma warning restore CA1031
        }
    }

    private void Note(object? sender, RankChange change) => changes.Enqueue(change);

    private void TellChanges()
    {
        while (changes.TryDequeue(out var change))
        {
            if (change.Kind != RankChangeKind.Request)
                prepared.Writer?.Write(new RankDecision(change.Step, change.Path, change.OldRank, change.NewRank, NameOf(change.Kind), change.Reason));
            Tell(callback => callback.RankChanged(run, change));
        }
    }

    private void Warn(string? warning)
    {
        if (warning is null)
            return;
        LoraWarnings.Handler?.Invoke(warning);
        Tell(callback => callback.Noted(run, warning));
    }

    private void Tell(Action<ITrainingCallback> tell)
    {
        foreach (var callback in prepared.Callbacks)
            tell(callback);
    }

    private long? TotalSteps(int? batches)
    {
        var perEpoch = batches is null ? null : (batches + Options.Accumulation - 1) / Options.Accumulation;
        long? byEpochs = Options.Epochs is { } epochs && perEpoch is { } steps ? (long)epochs * steps : null;
        return byEpochs is null ? Options.Steps : Math.Min(byEpochs.Value, Options.Steps ?? long.MaxValue);
    }

    private static string NameOf(RankChangeKind kind) => kind switch
    {
        RankChangeKind.Schedule => "schedule",
        RankChangeKind.Budget => "budget",
        RankChangeKind.Compaction => "compaction",
        _ => "change",
    };
}
