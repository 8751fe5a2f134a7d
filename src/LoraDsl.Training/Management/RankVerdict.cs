namespace LoraDsl.Management;

/// <summary>What a window of observations speaks for.</summary>
/// <param name="Rule">What it shows.</param>
/// <param name="Change">By how much ranks should change.</param>
/// <param name="Reason">Why, in figures.</param>
public sealed record RankVerdict(RankRule Rule, int Change, string Reason);
