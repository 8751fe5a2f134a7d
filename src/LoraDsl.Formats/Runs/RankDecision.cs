namespace LoraDsl.Formats.Runs;

/// <summary>A decision about a rank, with its reason; one that leaves the rank as it is is a decision, too.</summary>
/// <param name="Step">The number of steps that were done before it.</param>
/// <param name="Adapter">The adapter's path in the model.</param>
/// <param name="OldRank">The rank before.</param>
/// <param name="NewRank">The rank after; where the change was only recommended, the rank that is recommended.</param>
/// <param name="Rule">The rule's name: <c>initial</c>, <c>stagnant</c>, <c>overfitting</c>, <c>keep</c>.</param>
/// <param name="Reason">Why, in words and figures.</param>
/// <param name="Applied">Whether the rank is now <paramref name="NewRank"/>; false for a change that was only recommended.</param>
public sealed record RankDecision(long Step, string Adapter, int OldRank, int NewRank, string Rule, string Reason, bool Applied = true);
