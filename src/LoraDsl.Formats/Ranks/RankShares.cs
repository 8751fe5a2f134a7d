namespace LoraDsl.Ranks;

/// <summary>A budget, shared out.</summary>
/// <param name="Ranks">The rank of each adapter, in the order of the requests.</param>
/// <param name="Spent">What they take from the budget, in its unit; never more than it.</param>
/// <param name="Drift">
/// By how much rounding alone missed what was to be spent, before anything was taken back: positive for too much. 0 for an allocation
/// that has nothing to round.
/// </param>
public sealed record RankShares(IReadOnlyList<int> Ranks, long Spent, long Drift)
{
    /// <summary>Why each adapter was given its rank, in the order of the requests; empty for an allocation that does not say.</summary>
    public IReadOnlyList<RankExplanation> Explanations { get; init; } = [];

    /// <summary>Why the adapter of an index was given its rank.</summary>
    /// <param name="index">Its index in the requests.</param>
    public RankExplanation ExplanationOf(int index) =>
        index < Explanations.Count ? Explanations[index] : new RankExplanation(RankReason.NotSaid, "the allocation does not say");
}
