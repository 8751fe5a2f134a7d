using static TorchSharp.torch;

namespace LoraDsl.Models.Layers;

/// <summary>
/// Keys and values of the tokens that a model has seen, so that a further token costs one token's work. It belongs to one batch of sequences, and to
/// evaluation: gradients do not go through it.
/// </summary>
public sealed class KeyValueCache : IDisposable
{
    private const long LeastRoom = 64;

    private readonly List<(Tensor Keys, Tensor Values)> layers = [];

    /// <summary>How many tokens of each sequence are in it, padding included.</summary>
    public long Length { get; private set; }

    /// <summary>Which of them are none of padding, of shape (batch, length); <see langword="null"/> where none is padding.</summary>
    internal Tensor? Mask { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (keys, values) in layers)
        {
            keys.Dispose();
            values.Dispose();
        }

        layers.Clear();
        Mask?.Dispose();
        (Mask, Length) = (null, 0);
    }

    /// <summary>Puts a layer's keys and values behind those that are there; they count once <see cref="Advance"/> says so.</summary>
    /// <param name="layer">Which layer: each in turn.</param>
    /// <param name="keys">Of shape (batch, key heads, new tokens, width).</param>
    /// <param name="values">The same.</param>
    /// <returns>All of the layer's, of shape (batch, key heads, tokens, width).</returns>
    /// <exception cref="InvalidOperationException">Gradients are recorded.</exception>
    internal (Tensor Keys, Tensor Values) Append(int layer, Tensor keys, Tensor values)
    {
        if (keys.requires_grad || values.requires_grad)
            throw new InvalidOperationException("A key/value cache is for evaluation: call the model within no_grad(), or without a cache.");
        if (layer == layers.Count)
            layers.Add((Room(keys), Room(values)));
        var all = layers[layer];
        if (Length + keys.shape[2] > all.Keys.shape[2])
            layers[layer] = all = (Grown(all.Keys, keys), Grown(all.Values, values));
        return (Put(all.Keys, keys), Put(all.Values, values));
    }

    /// <summary>Lets what every layer has appended count.</summary>
    /// <param name="tokens">How many tokens it is.</param>
    /// <param name="mask">Which of all tokens are none of padding, of shape (batch, tokens in all).</param>
    internal void Advance(long tokens, Tensor? mask)
    {
        Length += tokens;
        Mask?.Dispose();
        Mask = mask?.alias().DetachFromDisposeScope();
    }

    private static Tensor Room(Tensor like) => Empty(like, Math.Max(LeastRoom, like.shape[2]));

    private static Tensor Empty(Tensor like, long tokens) =>
        empty([like.shape[0], like.shape[1], tokens, like.shape[3]], dtype: like.dtype, device: like.device).DetachFromDisposeScope();

    private Tensor Grown(Tensor old, Tensor added)
    {
        using var scope = NewDisposeScope();
        var grown = Empty(old, Math.Max(2 * old.shape[2], Length + added.shape[2]));
        grown.narrow(2, 0, Length).copy_(old.narrow(2, 0, Length));
        old.Dispose();
        return grown;
    }

    private Tensor Put(Tensor all, Tensor added)
    {
        using var place = all.narrow(2, Length, added.shape[2]);
        using var copied = place.copy_(added);
        return all.narrow(2, 0, Length + added.shape[2]);
    }
}
