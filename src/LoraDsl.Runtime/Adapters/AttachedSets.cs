using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>The sets that were attached to a module, by name: a module has no field for them.</summary>
internal static class AttachedSets
{
    private static readonly ConditionalWeakTable<nn.Module, Dictionary<string, AdapterSet>> Sets = [];
    private static readonly ConditionalWeakTable<nn.Module, Lock> Locks = [];
    private static long version;

    /// <summary>Grows whenever a set is attached or taken away, of whatever model.</summary>
    public static long Version => Interlocked.Read(ref version);

    /// <summary>What changes of a model wait at.</summary>
    public static Lock LockOf(nn.Module model) => Locks.GetValue(model, static _ => new Lock());

    /// <summary>The sets of a module itself, not of its children.</summary>
    public static IReadOnlyCollection<AdapterSet> Of(nn.Module model)
    {
        if (!Sets.TryGetValue(model, out var sets))
            return [];
        lock (sets)
            return [.. sets.Values];
    }

    /// <summary>The set of a module itself by a name, or <see langword="null"/>.</summary>
    public static AdapterSet? Find(nn.Module model, string name)
    {
        if (!Sets.TryGetValue(model, out var sets))
            return null;
        lock (sets)
            return sets.GetValueOrDefault(name);
    }

    /// <summary>Lists a set, in the place of one of the same name, which it continues.</summary>
    public static void Put(AdapterSet set)
    {
        var sets = Sets.GetValue(set.Model, static _ => []);
        lock (sets)
            sets[set.Name] = set;
        Interlocked.Increment(ref version);
    }

    /// <summary>Takes a set off the list.</summary>
    public static void Remove(nn.Module model, string name)
    {
        if (!Sets.TryGetValue(model, out var sets))
            return;
        lock (sets)
            sets.Remove(name);
        Interlocked.Increment(ref version);
    }
}
