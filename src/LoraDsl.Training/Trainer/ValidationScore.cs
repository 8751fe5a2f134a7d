namespace LoraDsl.Training;

/// <summary>How a model does on the validation set.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Accuracy">The accuracy, or another score that is better when higher; <see langword="null"/> when it is not measured.</param>
public readonly record struct ValidationScore(double Loss, double? Accuracy = null);
