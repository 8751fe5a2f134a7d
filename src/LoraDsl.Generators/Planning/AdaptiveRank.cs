namespace LoraDsl.Generators.Planning;

/// <summary>A rank that is found by measurement.</summary>
/// <param name="MinRank">The least rank.</param>
/// <param name="MaxRank">The greatest rank, or <see langword="null"/> for the layer's own limit.</param>
/// <param name="Alpha">α, or <see langword="null"/> for a scaling of 1 at every rank.</param>
/// <param name="Dropout">The dropout probability.</param>
/// <param name="RankStabilized">Whether α is divided by the rank's root.</param>
/// <param name="Schedule">What moves the rank in training, or <see langword="null"/> for nothing.</param>
/// <param name="Budget">A budget of the adapter's own, or <see langword="null"/> for a share of its model's.</param>
internal sealed record AdaptiveRank(
    int MinRank, int? MaxRank, double? Alpha, double Dropout, bool RankStabilized, RankSchedule? Schedule, BudgetPlan? Budget)
    : SharedRank(MinRank, MaxRank, Alpha, Dropout, RankStabilized, Budget);
