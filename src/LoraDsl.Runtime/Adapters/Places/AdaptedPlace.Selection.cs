namespace LoraDsl.Adapters;

/// <remarks>What is in force is one adapter alone, which is the fast and usual case, or a sum, or an adapter for each row of the batch.</remarks>
public sealed partial class AdaptedPlace
{
    private LayerAdapter? only;
    private WeightedAdapter[] sum = [];
    private BatchRows? rows;

    /// <summary>The one adapter that is in force alone, with the weight 1, or <see langword="null"/>.</summary>
    internal LayerAdapter? Only => only;

    /// <summary>Whether a sum or an assignment of rows is in force.</summary>
    internal bool IsMixed => rows is not null || sum.Length > 0;

    /// <summary>What is in force, to be put back by <see cref="Restore"/>.</summary>
    internal PlaceSelection Selection => new(only, sum, rows);

    /// <summary>The adapters in force with their weights; those of assigned rows are not among them.</summary>
    internal IReadOnlyList<WeightedAdapter> InForce => only is null ? sum : [new WeightedAdapter(only, 1)];

    /// <summary>Whether an adapter is in force.</summary>
    internal bool Uses(LayerAdapter adapter) =>
        ReferenceEquals(only, adapter) || Array.Exists(sum, entry => ReferenceEquals(entry.Adapter, adapter)) || rows is not null;

    /// <summary>Puts the named adapters in force, those that the place has.</summary>
    internal void Select(IReadOnlyList<(string Name, double Weight)> names)
    {
        var chosen = names
            .Select(entry => (Adapter: this[entry.Name], entry.Weight))
            .Where(entry => entry.Adapter is not null)
            .Select(entry => new WeightedAdapter(entry.Adapter!, entry.Weight))
            .ToArray();
        Restore(chosen is [{ Weight: 1 } single] ? new PlaceSelection(single.Adapter, [], null) : new PlaceSelection(null, chosen, null));
    }

    /// <summary>Puts one adapter in force for each row of a batch.</summary>
    internal void Select(BatchRows assigned) => Restore(new PlaceSelection(null, [], assigned));

    /// <summary>Puts something in force that was before.</summary>
    internal void Restore(PlaceSelection selection)
    {
        (only, sum, rows) = (selection.Only, selection.Sum, selection.Rows);

        // A base that is compensated for one adapter's initial values is another base: those out of force first.
        foreach (var adapter in adapters.OrderBy(Uses))
            adapter.OnSelected(Uses(adapter));
    }

    /// <summary>A selection without adapters that were removed since.</summary>
    internal PlaceSelection Without(PlaceSelection selection) => new(
        selection.Only is { } single && adapters.Contains(single) ? single : null,
        [.. selection.Sum.Where(entry => adapters.Contains(entry.Adapter))],
        selection.Rows);

    private void SelectOnly(LayerAdapter adapter) => Restore(new PlaceSelection(adapter, [], null));

    private void Deselect(LayerAdapter adapter) => Restore(new PlaceSelection(
        ReferenceEquals(only, adapter) ? null : only, [.. sum.Where(entry => !ReferenceEquals(entry.Adapter, adapter))], rows));
}

/// <summary>An adapter in a sum.</summary>
/// <param name="Adapter">The adapter.</param>
/// <param name="Weight">What its part is multiplied by.</param>
internal readonly record struct WeightedAdapter(LayerAdapter Adapter, double Weight);

/// <summary>What is in force at a place.</summary>
/// <param name="Only">One adapter alone.</param>
/// <param name="Sum">A sum.</param>
/// <param name="Rows">An adapter for each row.</param>
internal readonly record struct PlaceSelection(LayerAdapter? Only, WeightedAdapter[] Sum, BatchRows? Rows);
