using LoraDsl.Ranks;

namespace LoraDsl.Importance;

/// <summary>What full fine-tuning changed in one weight.</summary>
/// <param name="Path">The layer's path in the model.</param>
/// <param name="Spectrum">The singular values of ΔW = W₁ − W₀ as a matrix.</param>
public sealed record WeightChange(string Path, SingularSpectrum Spectrum);
