using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>The layers of a <c>ModuleDict</c>, each with the adapters in force.</summary>
/// <typeparam name="TLayer">The layers' class.</typeparam>
/// <param name="layers">The layers.</param>
/// <param name="name">The name of the dictionary in its model.</param>
public readonly struct AdaptedPlaceDictionary<TLayer>(ModuleDict<TLayer> layers, string name) : IReadOnlyDictionary<string, AdaptedPlace>
    where TLayer : nn.Module<Tensor, Tensor>
{
    /// <summary>The number of layers.</summary>
    public int Count => layers.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => layers.keys();

    /// <inheritdoc/>
    public IEnumerable<AdaptedPlace> Values
    {
        get
        {
            foreach (var (_, place) in this)
                yield return place;
        }
    }

    /// <summary>The layer of a key with the adapters in force.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="KeyNotFoundException">There is no such layer.</exception>
    public AdaptedPlace this[string key] => AdaptedPlace.Of(layers[key], name);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => layers.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out AdaptedPlace value)
    {
        value = layers.ContainsKey(key) ? this[key] : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, AdaptedPlace>> GetEnumerator()
    {
        foreach (var (key, layer) in layers)
            yield return new(key, AdaptedPlace.Of(layer, name));
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
