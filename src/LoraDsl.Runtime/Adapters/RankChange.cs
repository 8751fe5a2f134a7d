namespace LoraDsl.Adapters;

/// <summary>A change of an adapter's rank: what <see cref="AdapterSet.RankChanged"/> tells, and what reports keep.</summary>
/// <param name="Step">Number of the optimizer's step after which the rank changed, from 1; 0 before training.</param>
/// <param name="Path">The adapter's path from the set that the change was made through.</param>
/// <param name="OldRank">The rank before.</param>
/// <param name="NewRank">The rank after.</param>
/// <param name="Kind">What changed it.</param>
/// <param name="Reason">Why, in words and figures, and what became of the optimizer's moments.</param>
public sealed record RankChange(long Step, string Path, int OldRank, int NewRank, RankChangeKind Kind, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"step {Step}: {Path} {OldRank} -> {NewRank} ({Kind}): {Reason}");
}
