namespace LoraDsl.Allocation;

/// <summary>An adapter that asks for a share of a budget of ranks.</summary>
/// <param name="Path">The adapter's path in the model.</param>
/// <param name="Score">Its importance, finite and ≥ 0.</param>
/// <param name="MinRank">Least rank that it may get.</param>
/// <param name="MaxRank">Greatest rank that it may get.</param>
public sealed record RankRequest(string Path, double Score, int MinRank, int MaxRank);
