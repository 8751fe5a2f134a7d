using LoraDsl.Ranks;

namespace LoraDsl.Allocation;

/// <summary>What one adapter was given, and why.</summary>
/// <param name="Path">The adapter's path in the model.</param>
/// <param name="Owner">Where the budget is written that it draws on.</param>
/// <param name="Score">Its measured importance.</param>
/// <param name="Share">The score's part of the sum of the scores under the same budget; 0 when all are zero.</param>
/// <param name="MinRank">Least rank that it could have got.</param>
/// <param name="MaxRank">Greatest rank that it could have got.</param>
/// <param name="Rank">The rank that it was given.</param>
/// <param name="Parameters">Trainable values that it has with this rank.</param>
/// <param name="Reason">What decided the rank.</param>
/// <param name="Why">The same in words and figures.</param>
public sealed record AllocatedRank(
    string Path, string Owner, double Score, double Share, int MinRank, int MaxRank, int Rank, long Parameters, RankReason Reason, string Why);
