using System.Collections;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// The layers of a list, each with the adapters in force: what is generated for an adaptable class's <c>ModuleList</c>, array or
/// <c>List</c> of layers.
/// </summary>
/// <typeparam name="TLayer">The layers' class.</typeparam>
/// <param name="layers">The layers.</param>
/// <param name="name">The name of the list in its model.</param>
public readonly struct AdaptedPlaceList<TLayer>(IList<TLayer> layers, string name) : IReadOnlyList<AdaptedPlace>
    where TLayer : nn.Module<Tensor, Tensor>
{
    /// <summary>The number of layers.</summary>
    public int Count => layers.Count;

    /// <summary>The layer at an index with the adapters in force.</summary>
    /// <param name="index">The index, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public AdaptedPlace this[int index] => AdaptedPlace.Of(layers[index], name);

    /// <inheritdoc/>
    public IEnumerator<AdaptedPlace> GetEnumerator()
    {
        for (var index = 0; index < layers.Count; index++)
            yield return AdaptedPlace.Of(layers[index], name);
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
