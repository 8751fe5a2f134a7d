using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Layers of a decoder one after the other.</summary>
public sealed class TransformerDecoder : nn.Module<Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, Tensor>
{
    private readonly ModuleList<TransformerDecoderLayer> layers;
    private readonly LayerNorm? norm;

    internal TransformerDecoder(TransformerDecoderLayer decoder_layer, long num_layers, LayerNorm? norm = null)
        : base(nameof(TransformerDecoder))
    {
        layers = FeedForward.Copies(decoder_layer, num_layers, decoder_layer.Another);
        this.norm = norm;
        RegisterComponents();
    }

    /// <inheritdoc cref="forward"/>
    public Tensor call(Tensor tgt, Tensor memory) => base.call(tgt, memory, null, null, null, null);

    /// <inheritdoc cref="forward"/>
    public new Tensor call(Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null) =>
        base.call(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);

    /// <summary>A sequence, (T, N, E), to one of the same shape.</summary>
    /// <param name="tgt">The sequence.</param>
    /// <param name="memory">What an encoder made, (S, N, E).</param>
    /// <param name="tgt_mask">(T, T): true where attention is forbidden, or numbers that are added; or null.</param>
    /// <param name="memory_mask">(T, S), likewise.</param>
    /// <param name="tgt_key_padding_mask">(N, T): true where an element is left out; or null.</param>
    /// <param name="memory_key_padding_mask">(N, S), likewise.</param>
    public override Tensor forward(Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null)
    {
        using var scope = NewDisposeScope();
        var x = tgt;
        foreach (var layer in layers)
            x = layer.call(x, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);
        x = norm?.call(x) ?? x;
        return (ReferenceEquals(x, tgt) ? x.alias() : x).MoveToOuterDisposeScope();
    }
}
