using System.Collections;

namespace LoraDsl.Adapters;

/// <summary>The sets of a list of annotated children, in the list's order.</summary>
/// <typeparam name="TSet">Type of a child's set.</typeparam>
public sealed class AdapterSetList<TSet> : IReadOnlyList<TSet>
    where TSet : AdapterSet
{
    private readonly TSet[] sets;

    internal AdapterSetList(TSet[] sets) => this.sets = sets;

    /// <inheritdoc/>
    public int Count => sets.Length;

    /// <inheritdoc/>
    public TSet this[int index] => sets[index];

    /// <inheritdoc/>
    public IEnumerator<TSet> GetEnumerator() => ((IEnumerable<TSet>)sets).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => sets.GetEnumerator();
}
