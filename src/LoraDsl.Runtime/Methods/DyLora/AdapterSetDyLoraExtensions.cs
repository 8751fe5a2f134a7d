using LoraDsl.Adapters;
using LoraDsl.Methods;

namespace LoraDsl;

/// <summary>DyLoRA's ranks, for a whole model.</summary>
public static class AdapterSetDyLoraExtensions
{
    /// <summary>Selects a rank for every DyLoRA adapter of the model.</summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="rank">A rank that is in the range of each of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rank is outside the range of an adapter; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">There is no DyLoRA adapter, or one is merged; nothing was changed.</exception>
    public static void SelectRank(this AdapterSet set, int rank)
    {
        ArgumentNullException.ThrowIfNull(set);
        lock (set.ChangeLock)
        {
            DyLoraAdapter[] adapters = [.. set.Named().Select(entry => entry.Adapter).OfType<DyLoraAdapter>()];
            if (adapters.Length == 0)
                throw new InvalidOperationException($"{set.ModelName} has no [DyLora] adapter: only those can change their rank without retraining.");
            foreach (var adapter in adapters)
                adapter.RequireRank(rank);
            foreach (var adapter in adapters)
                adapter.Rank = rank;
        }
    }
}
