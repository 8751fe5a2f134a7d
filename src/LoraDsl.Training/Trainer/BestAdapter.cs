using LoraDsl.Adapters;
using LoraDsl.Optimization;
using LoraDsl.State;

namespace LoraDsl.Training;

/// <summary>The best validation so far with the model's state at it, and how long there was no better one.</summary>
/// <param name="metric">What is compared.</param>
/// <param name="stopping">When to end for lack of improvement; never when left out.</param>
internal sealed class BestAdapter(ValidationMetric metric, EarlyStopping? stopping) : IStateful, IDisposable
{
    private double? best;
    private double? reference;
    private int waited;

    /// <summary>The step of the best validation.</summary>
    public long? Step { get; private set; }

    /// <summary>What came out at it.</summary>
    public ValidationScore Score { get; private set; }

    /// <summary>The model's state at it; none before there was one.</summary>
    public SavedState? Model { get; private set; }

    /// <summary>Whether there was no improvement for as long as is waited for one.</summary>
    public bool IsExhausted => stopping is not null && waited >= stopping.Patience;

    /// <summary>Takes note of a validation.</summary>
    /// <returns>Whether it is the best so far; then the model's state was kept.</returns>
    /// <exception cref="InvalidOperationException">The metric was not measured.</exception>
    public bool Observe(AdapterSet set, long step, ValidationScore score)
    {
        // Less is better from here on.
        var value = ValueOf(score) * (metric == ValidationMetric.Loss ? 1 : -1);
        var isImproved = reference is null ? !double.IsNaN(value) : value < reference - (stopping?.MinDelta ?? 0);
        (reference, waited) = isImproved ? (value, 0) : (reference, waited + 1);
        if (double.IsNaN(value) || value >= best)
            return false;
        Model?.Dispose();
        (best, Step, Score, Model) = (value, step, score, new SavedState());
        ModelState.Save(set, Model);
        return true;
    }

    /// <summary>The metric of a validation.</summary>
    /// <exception cref="InvalidOperationException">It was not measured.</exception>
    public double ValueOf(ValidationScore score) => metric == ValidationMetric.Loss
        ? score.Loss
        : score.Accuracy ?? throw new InvalidOperationException("The best adapter is chosen by its accuracy, which the validation does not measure: set Accuracy of the trainer, or Metric to the loss.");

    /// <inheritdoc/>
    public void Save(SavedState state)
    {
        state.Write("waited", waited);
        state.WriteNumbers("reference", reference is { } value ? [value] : []);
        if (Model is null || best is null || Step is null)
            return;
        state.Write("step", Step.Value);
        state.WriteNumbers("best", best.Value);
        state.WriteNumbers("loss", Score.Loss);
        state.WriteNumbers("accuracy", Score.Accuracy is { } accuracy ? [accuracy] : []);
        Model.CopyTo(state.Section("model"));
    }

    /// <inheritdoc/>
    public void Load(SavedState state)
    {
        waited = (int)state.ReadWhole("waited");
        reference = state.ReadNumbers("reference") is [var value] ? value : null;
        if (!state.Has("step"))
            return;
        Step = state.ReadWhole("step");
        best = state.ReadNumber("best");
        Score = new ValidationScore(state.ReadNumber("loss"), state.ReadNumbers("accuracy") is [var accuracy] ? accuracy : null);
        Model?.Dispose();
        Model = new SavedState();
        state.Section("model").CopyTo(Model);
    }

    /// <inheritdoc/>
    public void Dispose() => Model?.Dispose();
}
