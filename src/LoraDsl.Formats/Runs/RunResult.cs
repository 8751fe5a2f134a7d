namespace LoraDsl.Formats.Runs;

/// <summary>How a run ended: <c>result.json</c>.</summary>
/// <param name="Steps">Steps that were done.</param>
/// <param name="Epochs">Epochs that were completed.</param>
/// <param name="Stop">Why it ended: <c>completed</c>, <c>early stopping</c>, <c>cancelled</c>.</param>
/// <param name="Seconds">Time spent on training, over all its parts when it was resumed.</param>
/// <param name="BestStep">The step of the best validation, or <see langword="null"/> when there was none.</param>
/// <param name="BestLoss">The loss of the best validation.</param>
/// <param name="BestAccuracy">The accuracy of the best validation.</param>
/// <param name="AdapterParameters">Trainable values of the adapters at the end.</param>
public sealed record RunResult(
    long Steps, int Epochs, string Stop, double Seconds, long? BestStep, double? BestLoss, double? BestAccuracy, long AdapterParameters);
