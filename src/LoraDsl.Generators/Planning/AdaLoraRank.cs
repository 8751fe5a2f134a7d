namespace LoraDsl.Generators.Planning;

/// <summary>A rank that AdaLoRA brings down while training.</summary>
/// <param name="InitialRank">The rank that training starts with.</param>
/// <param name="MinRank">The least rank.</param>
/// <param name="MaxRank">The greatest rank, or <see langword="null"/> for the layer's own limit.</param>
/// <param name="Alpha">α, or <see langword="null"/> for a scaling of 1.</param>
/// <param name="Dropout">The dropout probability.</param>
/// <param name="RankStabilized">Whether α is divided by the initial rank's root.</param>
/// <param name="Budget">A budget of the adapter's own, or <see langword="null"/> for a share of its model's.</param>
internal sealed record AdaLoraRank(
    int InitialRank, int MinRank, int? MaxRank, double? Alpha, double Dropout, bool RankStabilized, BudgetPlan? Budget)
    : SharedRank(MinRank, MaxRank, Alpha, Dropout, RankStabilized, Budget);
