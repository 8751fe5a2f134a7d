namespace LoraDsl.Tool.Results;

/// <summary>A layer as `lora compare` describes it; what one adapter lacks, and what is not finite, is <see langword="null"/>.</summary>
/// <param name="Path">The layer's path in the model.</param>
/// <param name="FirstRank">The rank in the first adapter.</param>
/// <param name="SecondRank">The rank in the second.</param>
/// <param name="FirstNorm">‖ΔW₁‖ in the Frobenius norm.</param>
/// <param name="SecondNorm">‖ΔW₂‖.</param>
/// <param name="Cosine">⟨ΔW₁, ΔW₂⟩ / (‖ΔW₁‖·‖ΔW₂‖), or <see langword="null"/> where a norm is 0.</param>
/// <param name="RelativeDifference">‖ΔW₁ − ΔW₂‖ / ‖ΔW₁‖, or <see langword="null"/> where ΔW₁ is 0.</param>
/// <param name="OutputOverlap">
/// ‖U₁ᵀU₂‖² / min(r₁, r₂) of the left singular vectors: 1 where the smaller subspace lies in the greater, 0 where they are orthogonal
/// (Hu et al., arXiv 2106.09685, section 7.2).
/// </param>
/// <param name="InputOverlap">The same of the right singular vectors.</param>
internal sealed record ComparedLayer(
    string Path,
    int? FirstRank,
    int? SecondRank,
    double? FirstNorm,
    double? SecondNorm,
    double? Cosine,
    double? RelativeDifference,
    double? OutputOverlap,
    double? InputOverlap);
