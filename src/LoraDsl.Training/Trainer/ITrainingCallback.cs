using LoraDsl.Adapters;
using LoraDsl.Formats.Runs;

namespace LoraDsl.Training;

/// <summary>
/// Hears of what happens in a training; every method may be left out. What one throws ends the run: a checkpoint is written of what was
/// reached, files are closed, and <c>Fit</c> throws it on. One that keeps something from step to step implements
/// <see cref="State.IStateful"/> too, so that a resumed training goes on with it.
/// </summary>
public interface ITrainingCallback
{
    /// <summary>The run begins or goes on; nothing was stepped yet.</summary>
    /// <param name="run">The run.</param>
    void RunBegan(TrainingRun run)
    {
    }

    /// <summary>A step is done. Its gradients are still there.</summary>
    /// <param name="run">The run, whose <see cref="TrainingRun.Step"/> is the step's number.</param>
    /// <param name="loss">The mean loss of its batches.</param>
    void StepEnded(TrainingRun run, double loss)
    {
    }

    /// <summary>An epoch is done.</summary>
    /// <param name="run">The run.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    void EpochEnded(TrainingRun run, int epoch)
    {
    }

    /// <summary>A rank has changed in the step that was just done.</summary>
    /// <param name="run">The run.</param>
    /// <param name="change">The change.</param>
    void RankChanged(TrainingRun run, RankChange change)
    {
    }

    /// <summary>The model was validated.</summary>
    /// <param name="run">The run.</param>
    /// <param name="measured">What came out.</param>
    void Validated(TrainingRun run, ValidationMetrics measured)
    {
    }

    /// <summary>A checkpoint is written and complete.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Its folder.</param>
    void CheckpointWritten(TrainingRun run, string folder)
    {
    }

    /// <summary>There is something that a person should know, such as a damaged checkpoint that was passed over.</summary>
    /// <param name="run">The run.</param>
    /// <param name="note">A sentence.</param>
    void Noted(TrainingRun run, string note)
    {
    }

    /// <summary>The run is over; the model is as <c>Fit</c> leaves it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="result">How it ended.</param>
    void RunEnded(TrainingRun run, RunResult result)
    {
    }

    /// <summary>The run broke off by an error, which <c>Fit</c> is about to throw. What is thrown here is lost.</summary>
    /// <param name="run">The run.</param>
    /// <param name="exception">The error.</param>
    void RunFailed(TrainingRun run, Exception exception)
    {
    }
}
