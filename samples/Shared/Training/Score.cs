namespace Shared.Training;

/// <summary>How well a classifier does.</summary>
/// <param name="Accuracy">Share of the images whose greatest logit is that of their label, from 0 to 1.</param>
/// <param name="Loss">Mean cross-entropy in nats.</param>
internal sealed record Score(double Accuracy, double Loss);
