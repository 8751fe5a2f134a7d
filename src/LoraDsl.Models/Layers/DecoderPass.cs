using static TorchSharp.torch;

namespace LoraDsl.Models.Layers;

/// <summary>What the layers of a decoder share in one pass: who sees whom, places, and the cache.</summary>
public sealed record DecoderPass
{
    private readonly Tensor? mask;
    private readonly Tensor? windowed;
    private readonly bool isCausal;

    /// <summary>Prepares a pass; its tensors belong to the caller's scope.</summary>
    /// <param name="ids">The tokens, of shape (batch, tokens).</param>
    /// <param name="given">Other than 0 where a token is none of padding, of the same shape; without it, none is.</param>
    /// <param name="cache">What came before.</param>
    /// <param name="window">How many tokens back, itself included, a token sees in layers with a window.</param>
    internal DecoderPass(Tensor ids, Tensor? given, KeyValueCache? cache, long? window)
    {
        (Cache, Tokens, Past) = (cache, ids.shape[1], cache?.Length ?? 0);
        Keys = KeysOf(ids, PaddingMask.Of(given, ids), cache);
        Places = PlacesOf(ids.device);
        var isPlain = Keys is null && (Past == 0 || Tokens == 1);
        isCausal = isPlain && Tokens > 1;
        mask = isPlain ? null : Visible(ids.device, null);
        HasWindow = window < Past + Tokens;
        windowed = HasWindow ? Visible(ids.device, window) : null;
    }

    /// <summary>Places of the tokens, int64 of shape (batch or 1, tokens): padding does not count.</summary>
    internal Tensor Places { get; }

    /// <summary>The cache, where there is one.</summary>
    internal KeyValueCache? Cache { get; }

    /// <summary>New tokens.</summary>
    internal long Tokens { get; }

    /// <summary>Tokens that came before.</summary>
    internal long Past { get; }

    /// <summary>Cosines and sines of the places, in models that turn their heads.</summary>
    internal (Tensor Cosines, Tensor Sines)? Rotation { get; init; }

    private Tensor? Keys { get; }

    private bool HasWindow { get; }

    /// <summary>Attends by what the pass says, with the cache where there is one.</summary>
    /// <param name="layer">Which layer.</param>
    /// <param name="query">Of shape (batch, heads, tokens, width).</param>
    /// <param name="key">Of shape (batch, key heads, tokens, width).</param>
    /// <param name="value">The same.</param>
    /// <param name="hasWindow">Whether the layer looks no further back than the window.</param>
    /// <param name="dropout">How likely a weight is dropped.</param>
    /// <returns>Of shape (batch, tokens, heads·width).</returns>
    internal Tensor Attend(int layer, Tensor query, Tensor key, Tensor value, bool hasWindow, double dropout)
    {
        if (Cache is not null)
            (key, value) = Cache.Append(layer, key, value);
        return hasWindow && HasWindow
            ? MultiHeadAttention.Attend(query, key, value, windowed, causal: false, dropout)
            : MultiHeadAttention.Attend(query, key, value, mask, isCausal, dropout);
    }

    /// <summary>Lets the pass's tokens count in the cache.</summary>
    internal void Complete() => Cache?.Advance(Tokens, Keys);

    private Tensor? KeysOf(Tensor ids, Tensor? added, KeyValueCache? cache)
    {
        if (added is null && cache?.Mask is null)
            return null;
        var own = added ?? ones_like(ids, dtype: ScalarType.Bool);
        if (Past == 0)
            return own;
        var before = cache!.Mask ?? ones([ids.shape[0], Past], dtype: ScalarType.Bool, device: ids.device);
        return cat([before, own], 1);
    }

    private Tensor PlacesOf(Device device) => Keys is null
        ? arange(Past, Past + Tokens, ScalarType.Int64, device).unsqueeze(0)
        : (Keys.to(ScalarType.Int64).cumsum(1) - 1).clamp_min(0).narrow(1, Past, Tokens);

    // Padding sees itself, since a row that sees nothing would have no weights; no other token sees it.
    private Tensor Visible(Device device, long? window)
    {
        var queries = arange(Past, Past + Tokens, ScalarType.Int64, device).unsqueeze(1);
        var keys = arange(Past + Tokens, ScalarType.Int64, device).unsqueeze(0);
        var visible = keys <= queries;
        if (window is { } back)
            visible = visible & (queries - keys < back);
        return Keys is null ? visible : visible & Keys.unsqueeze(1).unsqueeze(1) | keys == queries;
    }
}
