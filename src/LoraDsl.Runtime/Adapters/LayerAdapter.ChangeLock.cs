namespace LoraDsl.Adapters;

public abstract partial class LayerAdapter
{
    private readonly Lock ownLock = new();

    /// <summary>What changes of the adapter's model wait at.</summary>
    private protected Lock ChangeLock => Owner?.ChangeLock ?? ownLock;
}
