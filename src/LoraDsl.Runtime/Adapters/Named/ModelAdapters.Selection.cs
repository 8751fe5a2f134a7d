namespace LoraDsl.Adapters;

public sealed partial class ModelAdapters
{
    private WeakReference<SelectionScope>? latest;

    /// <summary>The adapters in force with their weights; none for the base alone, and none while rows are assigned.</summary>
    public IReadOnlyList<(string Name, double Weight)> InForce =>
        [.. Places().SelectMany(place => place.InForce).Select(entry => (entry.Adapter.AdapterName, entry.Weight))
            .Concat(Tensors().Select(place => place.Selected).OfType<TrainedTensor>().Select(member => (member.Owner.Name, 1.0))).Distinct()];

    /// <summary>Runs the model with the adapters of one name, and no others.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Puts back what was in force before, when it is disposed.</returns>
    /// <exception cref="ArgumentException">The model has no adapters of this name.</exception>
    /// <exception cref="InvalidOperationException">An adapter is merged; nothing was changed.</exception>
    public IDisposable Use(string name) => Use((name, 1));

    /// <summary>Runs the model with a weighted sum of adapters: y = x·Wᵀ + Σ wᵢ·sᵢ·x·Aᵢᵀ·Bᵢᵀ.</summary>
    /// <param name="adapters">Names and weights.</param>
    /// <returns>Puts back what was in force before, when it is disposed and nothing is merged by then.</returns>
    /// <exception cref="ArgumentException">There are none, the model has no adapters of a name, a name stands twice, or a weight is not finite.</exception>
    /// <exception cref="InvalidOperationException">
    /// An adapter is merged, or the base is compensated for the initial values of one in a sum; nothing was changed.
    /// </exception>
    public IDisposable Use(params IReadOnlyList<(string Name, double Weight)> adapters)
    {
        ArgumentNullException.ThrowIfNull(adapters);
        return adapters.Count > 0
            ? Choose(adapters)
            : throw new ArgumentException("Name the adapters to use, or call UseNone() for the base alone.", nameof(adapters));
    }

    private SelectionScope Choose(IReadOnlyList<(string Name, double Weight)> adapters)
    {
        lock (AttachedSets.LockOf(Model))
        {
            RequireSum(adapters);
            RequireUnmerged("choose among adapters");
            if (adapters is not [] and not [{ Weight: 1 }])
            {
                RequireOneBase(adapters.Select(entry => entry.Name));
                RequireNothingWhole(adapters.Select(entry => entry.Name));
            }

            return Selected(place => place.Select(adapters), adapters is [var single] ? single.Name : null);
        }
    }

    /// <summary>Runs the base alone.</summary>
    /// <returns>Puts back what was in force before, when it is disposed.</returns>
    /// <exception cref="InvalidOperationException">An adapter is merged; nothing was changed.</exception>
    public IDisposable UseNone() => Choose([]);

    /// <summary>
    /// Runs each row of a batch with adapters of its own: row i, along the first dimension of every adapted layer's input, with those of the
    /// i-th name. The layers' products are formed once for the whole batch.
    /// </summary>
    /// <param name="names">A name for each row, or <see langword="null"/> for the base alone.</param>
    /// <returns>Puts back what was in force before, when it is disposed.</returns>
    /// <exception cref="ArgumentException">There are no rows, or the model has no adapters of a name.</exception>
    /// <exception cref="InvalidOperationException">An adapter is merged, or the base is compensated for the initial values of one; nothing was changed.</exception>
    public IDisposable Rows(IReadOnlyList<string?> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0)
            throw new ArgumentException("There has to be a name, or null for the base alone, for each row of the batch.", nameof(names));
        lock (AttachedSets.LockOf(Model))
        {
            string[] used = [.. names.OfType<string>().Distinct()];
            foreach (var name in used)
                RequireKnown(name);
            RequireUnmerged("choose among adapters");
            RequireOneBase(used);
            RequireNothingWhole(used);
            var rows = new BatchRows(names);
            return Selected(place => place.Select(rows), null);
        }
    }

    /// <summary>Throws unless names and weights make a sum.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    internal void RequireSum(IReadOnlyList<(string Name, double Weight)> adapters)
    {
        foreach (var (name, weight) in adapters)
        {
            RequireKnown(name);
            if (!double.IsFinite(weight))
                throw new ArgumentException($"The adapters \"{name}\" cannot have the weight {weight}: it has to be finite.", nameof(adapters));
            if (adapters.Count(entry => entry.Name == name) > 1)
                throw new ArgumentException($"The adapters \"{name}\" stand in the sum twice: add up their weights.", nameof(adapters));
        }
    }

    private SelectionScope Selected(Action<AdaptedPlace> select, string? whole)
    {
        var (chosen, tensors) = (Places(), Tensors());
        var before = new SelectionScope(this, [.. chosen.Select(place => (place, place.Selection))], [.. tensors.Select(place => (place, place.Selected))]);

        // A base may be compensated for one adapter's initial values: what another has trained whole is no part of that.
        foreach (var place in tensors)
            place.Select(null);
        foreach (var place in chosen)
            select(place);
        foreach (var place in tensors)
            place.Select(place.Members.FirstOrDefault(member => member.Owner.Name == whole));
        return before;
    }

    // Two heads have no sum, and a batch has one head.
    private void RequireNothingWhole(IEnumerable<string> names)
    {
        var used = names.ToHashSet();
        foreach (var place in Tensors())
        {
            if (place.Members.FirstOrDefault(member => used.Contains(member.Owner.Name)) is { } trained)
                throw new InvalidOperationException($"\"{trained.Owner.Name}\" trains '{trained.Owner.KeyOf(trained)}' whole, which can be in force alone only: call Use(\"{trained.Owner.Name}\").");
        }
    }

    private void RequireUnmerged(string action)
    {
        if (Places().FirstOrDefault(place => place.IsMerged) is { } merged)
            throw new InvalidOperationException($"Cannot {action} while the layer '{merged.Name}' has one merged: call Unmerge() first.");
    }

    // A compensated base is the base of one adapter only.
    private void RequireOneBase(IEnumerable<string> names)
    {
        var adapters = names.SelectMany(name => Places().Select(place => place[name])).OfType<LayerAdapter>();
        if (adapters.FirstOrDefault(adapter => adapter.CompensatedInitialization is not null) is { } compensated)
        {
            throw new InvalidOperationException(
                $"The base of '{compensated.Name}' is compensated for the initial values of \"{compensated.AdapterName}\", so no other adapter can run beside it: save that one and load it into a model that is not, where its part is a plain product.");
        }
    }
}
