using LoraDsl.State;

namespace LoraDsl.Training;

/// <summary>How far a training is.</summary>
internal sealed class TrainingPosition : IStateful
{
    /// <summary>Steps that are done.</summary>
    public long Step { get; set; }

    /// <summary>Epochs that are done.</summary>
    public int Epochs { get; set; }

    /// <summary>Batches of the running epoch that are done.</summary>
    public int Batch { get; set; }

    /// <summary>Time that was spent, earlier parts of the run included.</summary>
    public double Seconds { get; set; }

    /// <summary>Whether a validation is due that was not done yet.</summary>
    public bool IsValidationDue { get; set; }

    /// <summary>The step after which the model was last validated.</summary>
    public long? LastValidated { get; set; }

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        state.Write("done", Step, Epochs, Batch);
        state.WriteNumbers("seconds", Seconds);
        state.Write("validation_due", IsValidationDue ? 1 : 0);
        state.Write("last_validated", LastValidated is { } step ? [step] : []);
    }

    /// <inheritdoc/>
    public void Load(SavedState state)
    {
        var done = state.ReadWholeNumbers("done");
        (Step, Epochs, Batch) = (done[0], (int)done[1], (int)done[2]);
        Seconds = state.ReadNumber("seconds");
        IsValidationDue = state.ReadWhole("validation_due") == 1;
        LastValidated = state.ReadWholeNumbers("last_validated") is [var step] ? step : null;
    }
}
