namespace LoraDsl.Formats.Experiments;

/// <summary>A point of a training curve: the mean over the steps since the point before.</summary>
/// <param name="Step">The last of those steps, from 1.</param>
/// <param name="Loss">The mean training loss.</param>
/// <param name="Accuracy">The mean training accuracy, or <see langword="null"/> when it was not measured.</param>
public sealed record CurvePoint(long Step, double Loss, double? Accuracy);
