using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Layers of an encoder one after the other.</summary>
public sealed class TransformerEncoder : nn.Module<Tensor, Tensor?, Tensor?, Tensor>, nn.IModule<Tensor, Tensor?, Tensor>, nn.IModule<Tensor, Tensor>
{
    private readonly ModuleList<TransformerEncoderLayer> layers;
    private readonly LayerNorm? norm;

    internal TransformerEncoder(TransformerEncoderLayer encoder_layer, long num_layers, LayerNorm? norm = null)
        : base(nameof(TransformerEncoder))
    {
        layers = FeedForward.Copies(encoder_layer, num_layers, encoder_layer.Another);
        this.norm = norm;
        RegisterComponents();
    }

    /// <summary>The activation between the two linear layers of a layer.</summary>
    public enum Activations
    {
        /// <summary>max(0, x).</summary>
        ReLU = 0,

        /// <summary>x Φ(x).</summary>
        GELU = 1,
    }

    /// <inheritdoc cref="forward"/>
    public Tensor call(Tensor src) => base.call(src, null, null);

    /// <inheritdoc cref="forward"/>
    public Tensor call(Tensor src, Tensor? src_mask) => base.call(src, src_mask, null);

    /// <summary>A sequence, (S, N, E), to one of the same shape.</summary>
    /// <param name="src">The sequence.</param>
    /// <param name="src_mask">(S, S): true where attention is forbidden, or numbers that are added; or null.</param>
    /// <param name="src_key_padding_mask">(N, S): true where an element is left out; or null.</param>
    public override Tensor forward(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask)
    {
        using var scope = NewDisposeScope();
        var x = src;
        foreach (var layer in layers)
            x = layer.call(x, src_mask, src_key_padding_mask);
        x = norm?.call(x) ?? x;
        return (ReferenceEquals(x, src) ? x.alias() : x).MoveToOuterDisposeScope();
    }
}
