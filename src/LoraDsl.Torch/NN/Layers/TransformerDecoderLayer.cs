using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Attention of a sequence to itself, then to a memory, and two linear layers, each with a residual and a norm behind it (arXiv 1706.03762).</summary>
public sealed class TransformerDecoderLayer : nn.Module<Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, Tensor>, nn.IModule<Tensor, Tensor, Tensor>
{
    private readonly (long Width, long Heads, long Inner, double Dropout, nn.Activations Activation) _settings;
    private readonly MultiheadAttention self_attn;
    private readonly MultiheadAttention multihead_attn;
    private readonly Linear linear1;
    private readonly Dropout dropout;
    private readonly Linear linear2;
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;
    private readonly LayerNorm norm3;
    private readonly Dropout dropout1;
    private readonly Dropout dropout2;
    private readonly Dropout dropout3;

    internal TransformerDecoderLayer(long d_model, long nhead, long dim_feedforward, double dropout, nn.Activations activation)
        : base(nameof(TransformerDecoderLayer))
    {
        _settings = (d_model, nhead, dim_feedforward, dropout, activation);
        self_attn = nn.MultiheadAttention(d_model, nhead, dropout);
        multihead_attn = nn.MultiheadAttention(d_model, nhead, dropout);
        linear1 = nn.Linear(d_model, dim_feedforward);
        this.dropout = nn.Dropout(dropout);
        linear2 = nn.Linear(dim_feedforward, d_model);
        (norm1, norm2, norm3) = (nn.LayerNorm(d_model), nn.LayerNorm(d_model), nn.LayerNorm(d_model));
        (dropout1, dropout2, dropout3) = (nn.Dropout(dropout), nn.Dropout(dropout), nn.Dropout(dropout));
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
    public override Tensor forward(Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask, Tensor? tgt_key_padding_mask, Tensor? memory_key_padding_mask)
    {
        using var scope = NewDisposeScope();
        var own = self_attn.call(tgt, tgt, tgt, tgt_key_padding_mask, need_weights: false, tgt_mask).Item1;
        var x = FeedForward.Joined(tgt, own, dropout1, norm1);
        var other = multihead_attn.call(x, memory, memory, memory_key_padding_mask, need_weights: false, memory_mask).Item1;
        x = FeedForward.Joined(x, other, dropout2, norm2);
        var inner = linear2.call(dropout.call(FeedForward.Activate(linear1.call(x), _settings.Activation)));
        return FeedForward.Joined(x, inner, dropout3, norm3).MoveToOuterDisposeScope();
    }

    internal TransformerDecoderLayer Another() =>
        new(_settings.Width, _settings.Heads, _settings.Inner, _settings.Dropout, _settings.Activation);
}
