using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public sealed partial class ModelAdapters
{
    /// <summary>Whether something is merged.</summary>
    public bool IsMerged => Places().Any(place => place.IsMerged);

    /// <summary>Adds what is in force to the weights, W ← W + Σ wᵢ·sᵢ·Bᵢ·Aᵢ; each sum is formed in float32 (float64 for a float64 base) and rounded once.</summary>
    /// <exception cref="InvalidOperationException">
    /// Nothing is in force, rows are assigned, an adapter in force is disabled, an adapter is merged already, or a merged weight has values that are not finite;
    /// nothing was changed.
    /// </exception>
    public void Merge()
    {
        lock (AttachedSets.LockOf(Model))
        {
            RequireUnmerged("merge");
            var chosen = Places().Where(place => place.InForce.Count > 0).ToList();
            if (chosen.Count == 0 && !Tensors().Any(place => place.Selected is not null))
                throw new InvalidOperationException("There is nothing to merge: choose adapters by Use(…) first. Rows of a batch cannot be merged.");
            if (chosen.SelectMany(place => place.InForce).FirstOrDefault(entry => !entry.Adapter.Enabled).Adapter is { } disabled)
                throw new InvalidOperationException($"The adapter \"{disabled.AdapterName}\" of '{disabled.Name}' is in force but disabled: set Enabled to true before it is merged, or choose others by Use(…).");
            SharedWeights.RequireOwn(Model, chosen.Where(place => place.ChangesWeight), "merged");
            var merged = new Stack<AdaptedPlace>();
            try
            {
                foreach (var place in chosen)
                {
                    merged.Push(place);
                    place.Merge();
                    place.RequireFinite(place.Name);
                }
            }
            catch
            {
                while (merged.TryPop(out var place))
                    place.Unmerge();
                throw;
            }
        }
    }

    /// <summary>
    /// Merges what is in force and takes every adapter off the model: what is left is the model without a trace of them, ready to be saved by itself. There is
    /// no way back.
    /// </summary>
    /// <exception cref="InvalidOperationException">As of <see cref="Merge"/>, or an attribute attached adapters, which are properties of their model; nothing was changed.</exception>
    public void MergeAndUnload()
    {
        lock (AttachedSets.LockOf(Model))
        {
            foreach (var name in Names)
                RequireFree(name, "taken off");
            Merge();
            foreach (var place in Places())
                place.KeepMerged();
            foreach (var tensor in Tensors())
                tensor.Keep();
            foreach (var name in Names)
                Discard(name);
        }
    }

    /// <summary>Puts the weight of every layer back, bit for bit. Does nothing where nothing is merged.</summary>
    public void Unmerge()
    {
        lock (AttachedSets.LockOf(Model))
        {
            foreach (var place in Places())
            {
                place.WarnIfWritten();
                place.Unmerge();
            }
        }
    }

    /// <summary>Takes the adapters of a name off the model and frees them. An optimizer of theirs is of no use any more.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The model has no adapters of this name.</exception>
    /// <exception cref="InvalidOperationException">An adapter is merged, or an attribute attached those of the name, which their model cannot do without; nothing was changed.</exception>
    public void Remove(string name)
    {
        lock (AttachedSets.LockOf(Model))
        {
            RequireKnown(name);
            RequireUnmerged("remove adapters");
            RequireFree(name, "removed");
            Discard(name);
        }
    }

    /// <summary>Gives the adapters of a name another one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="newName">The name from here on.</param>
    /// <exception cref="ArgumentException">The model has no adapters of the name, or some of the new one, or the new one is empty or has a dot in it.</exception>
    /// <exception cref="InvalidOperationException">An attribute attached those of the name; nothing was changed.</exception>
    public void Rename(string name, string newName)
    {
        AdapterNames.Require(newName);
        lock (AttachedSets.LockOf(Model))
        {
            RequireKnown(name);
            RequireFree(name, "renamed");
            if (Names.Contains(newName))
                throw new ArgumentException($"{ModuleName.Of(Model)} has adapters named \"{newName}\" already.", nameof(newName));
            foreach (var place in Places())
            {
                if (place[name] is { } adapter)
                    place.Rename(adapter, newName);
            }

            foreach (var set in SetsNamed(name))
            {
                AttachedSets.Remove(set.Model, name);
                set.Rename(newName);
                AttachedSets.Put(set);
            }
        }
    }

    /// <summary>Takes the adapters of a name off the model.</summary>
    internal void Discard(string name)
    {
        foreach (var set in SetsNamed(name))
        {
            AttachedSets.Remove(set.Model, name);
            set.Forget();
        }

        readAt = -1;
        foreach (var place in Places())
        {
            if (place[name] is { } adapter)
                place.Remove(adapter);
        }

        readAt = -1;
    }

    private IReadOnlyList<AdapterSet> SetsNamed(string name)
    {
        IEnumerable<nn.Module> modules = [Model, .. Model.modules()];
        return [.. modules.Select(module => AttachedSets.Find(module, name)).OfType<AdapterSet>().Distinct()];
    }

    private void RequireFree(string name, string done)
    {
        if (SetsNamed(name).FirstOrDefault(set => set.IsOfAttributes) is { } fixedSet)
        {
            throw new InvalidOperationException(
                $"The adapters \"{name}\" were attached by the attributes of {fixedSet.ModelName}, whose properties they are, and cannot be {done}: choose others by Use(…), or none by UseNone().");
        }
    }
}
