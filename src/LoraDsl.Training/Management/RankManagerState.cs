namespace LoraDsl.Management;

/// <summary>What a manager remembers between two decisions, for a training that is resumed.</summary>
/// <param name="Window">The observations since the last decision, in order.</param>
public sealed record RankManagerState(IReadOnlyList<RankObservation> Window);
