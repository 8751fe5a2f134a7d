namespace LoraDsl.Schedules;

/// <summary>What a selector says of a rank.</summary>
/// <param name="Rank">The rank that is wanted; the present one where nothing is to change.</param>
/// <param name="Reason">Why, in words and figures.</param>
public readonly record struct RankSelection(int Rank, string Reason);
