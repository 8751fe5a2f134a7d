using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>An encoder and a decoder, each with a norm behind it (Vaswani et al., 2017, arXiv 1706.03762).</summary>
public sealed class Transformer : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly TransformerEncoder encoder;
    private readonly TransformerDecoder decoder;

    internal Transformer(long d_model, long nhead, long num_encoder_layers, long num_decoder_layers, long dim_feedforward, double dropout, nn.Activations activation)
        : base(nameof(Transformer))
    {
        using var encoderLayer = new TransformerEncoderLayer(d_model, nhead, dim_feedforward, dropout, activation);
        using var decoderLayer = new TransformerDecoderLayer(d_model, nhead, dim_feedforward, dropout, activation);
        encoder = new TransformerEncoder(encoderLayer, num_encoder_layers, nn.LayerNorm(d_model));
        decoder = new TransformerDecoder(decoderLayer, num_decoder_layers, nn.LayerNorm(d_model));
        RegisterComponents();
        FeedForward.DrawMatrices(this);
    }

    /// <summary>A source, (S, N, E), and a target, (T, N, E), to what follows in the target, (T, N, E). Hooks fire only where there are no masks.</summary>
    /// <param name="src">The source.</param>
    /// <param name="tgt">The target.</param>
    /// <param name="src_mask">(S, S): true where attention is forbidden, or numbers that are added; or null.</param>
    /// <param name="tgt_mask">(T, T), likewise.</param>
    /// <param name="memory_mask">(T, S), likewise.</param>
    /// <param name="src_key_padding_mask">(N, S): true where an element is left out; or null.</param>
    /// <param name="tgt_key_padding_mask">(N, T), likewise.</param>
    /// <param name="memory_key_padding_mask">(N, S), likewise.</param>
    public Tensor call(Tensor src, Tensor tgt, Tensor? src_mask, Tensor? tgt_mask = null, Tensor? memory_mask = null, Tensor? src_key_padding_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null)
    {
        using var scope = NewDisposeScope();
        var memory = encoder.call(src, src_mask, src_key_padding_mask);
        return decoder.call(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask).MoveToOuterDisposeScope();
    }

    /// <summary>A source, (S, N, E), and a target, (T, N, E), to what follows in the target, (T, N, E).</summary>
    public override Tensor forward(Tensor src, Tensor tgt)
    {
        using var scope = NewDisposeScope();
        var memory = encoder.call(src);
        return decoder.call(tgt, memory).MoveToOuterDisposeScope();
    }
}
