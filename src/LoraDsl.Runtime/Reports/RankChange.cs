using LoraDsl.Adapters;

namespace LoraDsl.Reports;

/// <summary>A change of an adapter's rank, as it stands in a report.</summary>
/// <param name="Step">Number of the optimizer's step after which the rank changed, from 1; 0 before training.</param>
/// <param name="Path">The adapter's path in the model.</param>
/// <param name="OldRank">The rank before.</param>
/// <param name="NewRank">The rank after.</param>
/// <param name="Kind">What changed it.</param>
/// <param name="Reason">Why, in words and figures.</param>
public sealed record RankChange(long Step, string Path, int OldRank, int NewRank, RankChangeKind Kind, string Reason);
