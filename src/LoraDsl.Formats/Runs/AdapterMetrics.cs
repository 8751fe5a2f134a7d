namespace LoraDsl.Formats.Runs;

/// <summary>An adapter at one step of a training.</summary>
/// <param name="Path">The adapter's path in the model.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="Parameters">Trainable values that it has.</param>
/// <param name="NormOfA">‖A‖ in the Frobenius norm.</param>
/// <param name="NormOfB">‖B‖ in the Frobenius norm.</param>
/// <param name="GradientNorm">The norm of the gradients of A and B together, or <see langword="null"/> when there are none.</param>
public sealed record AdapterMetrics(string Path, int Rank, long Parameters, double NormOfA, double NormOfB, double? GradientNorm);
