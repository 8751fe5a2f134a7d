namespace LoraDsl.Tool.Results;

/// <summary>A layer as `lora analyze` describes it.</summary>
/// <param name="Name">The weight's name.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="EffectiveRank">Singular values of ΔW above a hundredth of the greatest.</param>
/// <param name="Rank90">The least rank that holds nine tenths of the sum of the singular values.</param>
/// <param name="SpectralNorm">σ₁ of ΔW.</param>
/// <param name="RelativeChange">‖ΔW‖ / ‖W‖.</param>
/// <param name="RecommendedRank">The rank that an adapter of the layer is recommended to have.</param>
/// <param name="Spectrum">The singular values of ΔW, greatest first.</param>
internal sealed record AnalyzedLayer(
    string Name,
    long Rows,
    long Columns,
    int EffectiveRank,
    int Rank90,
    double SpectralNorm,
    double RelativeChange,
    int RecommendedRank,
    IReadOnlyList<double> Spectrum);
