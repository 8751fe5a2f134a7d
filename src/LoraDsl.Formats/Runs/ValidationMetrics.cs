namespace LoraDsl.Formats.Runs;

/// <summary>A validation within a run.</summary>
/// <param name="Step">The number of steps that were done before it.</param>
/// <param name="Epoch">The epoch, from 1, or <see langword="null"/> when steps are counted alone.</param>
/// <param name="Loss">The loss on the validation set.</param>
/// <param name="Accuracy">The accuracy there, or another score that is better when higher; <see langword="null"/> when it was not measured.</param>
/// <param name="Best">Whether it was the best so far.</param>
public sealed record ValidationMetrics(long Step, int? Epoch, double Loss, double? Accuracy, bool Best);
