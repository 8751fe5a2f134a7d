namespace LoraDsl.Formats.Runs;

/// <summary>One step of a training.</summary>
/// <param name="Step">Its number, from 1.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Accuracy">The accuracy, or another score that is better when higher; <see langword="null"/> when it was not measured.</param>
/// <param name="LearningRate">The learning rate, or <see langword="null"/> when it was not told.</param>
/// <param name="Seconds">Time that the step took, in seconds.</param>
/// <param name="Adapters">The adapters, in the model's order.</param>
public sealed record StepMetrics(
    long Step, double Loss, double? Accuracy, double? LearningRate, double Seconds, IReadOnlyList<AdapterMetrics> Adapters)
{
    /// <summary>Trainable values of all adapters.</summary>
    public long AdapterParameters => Adapters.Sum(adapter => adapter.Parameters);
}
