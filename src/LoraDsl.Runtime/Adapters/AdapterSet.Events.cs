namespace LoraDsl.Adapters;

public abstract partial class AdapterSet
{
    /// <summary>
    /// Raised after a rank has changed through this set: by <c>AllocateRanks</c> before training, and in training by the optimizer that
    /// <c>Optimizer</c> made, at the end of the step. A DyLoRA adapter's draws and selections are not changes.
    /// </summary>
    public event EventHandler<RankChange>? RankChanged
    {
        add => contents.RankChanged += value;
        remove => contents.RankChanged -= value;
    }

    internal void OnRankChanged(RankChange change) => contents.RankChanged?.Invoke(this, change);
}
