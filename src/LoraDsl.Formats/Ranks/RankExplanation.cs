namespace LoraDsl.Ranks;

/// <summary>Why an adapter was given its rank.</summary>
/// <param name="Reason">What decided it.</param>
/// <param name="Text">The same in words and figures.</param>
public readonly record struct RankExplanation(RankReason Reason, string Text);
