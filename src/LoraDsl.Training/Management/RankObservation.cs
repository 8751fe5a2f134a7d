namespace LoraDsl.Management;

/// <summary>What a manager observes of a training at one point.</summary>
/// <param name="Step">The number of steps that were done.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Accuracy">The accuracy, or another score that is better when higher; <see langword="null"/> when it was not measured.</param>
public sealed record RankObservation(long Step, double Loss, double? Accuracy);
