namespace LoraDsl.Adapters;

/// <summary>A change of an adapter's rank.</summary>
/// <param name="path">The adapter's path from the set that the change was made through.</param>
/// <param name="oldRank">The rank before.</param>
/// <param name="newRank">The rank after.</param>
/// <param name="step">Number of the optimizer's step, from 1; 0 before training.</param>
/// <param name="kind">What changed it.</param>
/// <param name="reason">Why, in words and figures, and what became of the optimizer's moments.</param>
public sealed class RankChangedEventArgs(string path, int oldRank, int newRank, long step, RankChangeKind kind, string reason) : EventArgs
{
    /// <summary>The adapter's path from the set that the change was made through.</summary>
    public string Path { get; } = path;

    /// <summary>The rank before.</summary>
    public int OldRank { get; } = oldRank;

    /// <summary>The rank after.</summary>
    public int NewRank { get; } = newRank;

    /// <summary>Number of the optimizer's step after which the rank changed, from 1; 0 before training.</summary>
    public long Step { get; } = step;

    /// <summary>What changed the rank.</summary>
    public RankChangeKind Kind { get; } = kind;

    /// <summary>Why, in words and figures, and what became of the optimizer's moments.</summary>
    public string Reason { get; } = reason;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"step {Step}: {Path} {OldRank} -> {NewRank} ({Kind}): {Reason}");
}
