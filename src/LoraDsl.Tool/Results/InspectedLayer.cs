namespace LoraDsl.Tool.Results;

/// <summary>A layer as `lora inspect` describes it; what a product that is not finite has not is <see langword="null"/>.</summary>
/// <param name="Path">The layer's path in the model.</param>
/// <param name="Kind">What the layer is.</param>
/// <param name="Inputs">Columns of A.</param>
/// <param name="Outputs">Rows of B.</param>
/// <param name="Rank">The rank.</param>
/// <param name="Alpha">α.</param>
/// <param name="Scaling">s.</param>
/// <param name="Masked">Whether ΔW keeps to the weights that are not zero (LoRS).</param>
/// <param name="Parameters">Values of the two factors.</param>
/// <param name="Finite">Whether all values of ΔW are finite.</param>
/// <param name="Norm">‖ΔW‖ in the Frobenius norm.</param>
/// <param name="EffectiveRank">Singular values of ΔW above a hundredth of the greatest.</param>
/// <param name="Rank90">The least rank that holds nine tenths of the sum of the singular values.</param>
/// <param name="Spectrum">The singular values of ΔW that a product of this rank can have, greatest first.</param>
internal sealed record InspectedLayer(
    string Path,
    string Kind,
    int Inputs,
    int Outputs,
    int Rank,
    double Alpha,
    double Scaling,
    bool Masked,
    long Parameters,
    bool Finite,
    double? Norm,
    int? EffectiveRank,
    int? Rank90,
    IReadOnlyList<double> Spectrum);
