namespace LoraDsl.Adapters;

public abstract partial class AdapterSet
{
    /// <summary>
    /// What works, but hardly as it was meant, a sentence or two each: so far, LoRS on a layer that has no zeros to keep. The weights are
    /// examined as they are now. Making the optimizer hands the warnings to <see cref="LoraWarnings.Handler"/>: only then is
    /// a base sure to be loaded.
    /// </summary>
    public IReadOnlyList<string> Warnings => [.. Named().Select(entry => entry.Adapter.WarningAt(entry.Path)).OfType<string>()];

    /// <summary>Hands the warnings to who listens.</summary>
    internal void RaiseWarnings()
    {
        if (LoraWarnings.Handler is not { } handler)
            return;
        foreach (var warning in Warnings)
            handler(warning);
    }
}
