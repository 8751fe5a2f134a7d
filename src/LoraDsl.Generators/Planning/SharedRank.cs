namespace LoraDsl.Generators.Planning;

/// <summary>A rank that comes from a budget.</summary>
/// <param name="MinRank">The least rank.</param>
/// <param name="MaxRank">The greatest rank, or <see langword="null"/> for the layer's own limit.</param>
/// <param name="Alpha">α, or <see langword="null"/> for a scaling of 1.</param>
/// <param name="Dropout">The dropout probability.</param>
/// <param name="RankStabilized">Whether α is divided by a rank's root.</param>
/// <param name="Budget">A budget of the adapter's own, or <see langword="null"/> for a share of its model's.</param>
internal abstract record SharedRank(
    int MinRank, int? MaxRank, double? Alpha, double Dropout, bool RankStabilized, BudgetPlan? Budget) : AdapterSettings(Dropout);
