namespace LoraDsl.Analysis;

/// <summary>What one trial of an initializer measured. A figure is missing where it does not exist or is not finite.</summary>
/// <param name="Seed">The trial's seed.</param>
/// <param name="UpdateNorm">‖ΔW‖ = ‖s·B·A‖ in the Frobenius norm over all adapters, at the start.</param>
/// <param name="SpectralNorm">The greatest singular value of any adapter's ΔW, at the start.</param>
/// <param name="ConditionNumber">The greatest quotient σ₁/σ_rank of any adapter's ΔW, at the start; none where every ΔW is zero.</param>
/// <param name="GradientNorm">The norm of the gradient of all factors in the first step.</param>
/// <param name="StepsToTarget">The first step whose loss was at most the target, from 1; none when no step's was.</param>
/// <param name="FinalLoss">The loss of the last step; none when the training diverged.</param>
/// <param name="Diverged">Whether a loss was not finite, which ended the trial.</param>
public sealed record InitializerTrial(
    int Seed,
    double? UpdateNorm,
    double? SpectralNorm,
    double? ConditionNumber,
    double? GradientNorm,
    int? StepsToTarget,
    double? FinalLoss,
    bool Diverged);
