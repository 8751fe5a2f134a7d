using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Attention of a sequence to itself and two linear layers, each with a residual and a norm behind it (Vaswani et al., 2017, arXiv 1706.03762).</summary>
public sealed class TransformerEncoderLayer : nn.Module<Tensor, Tensor>, nn.IModule<Tensor, Tensor?, Tensor>, nn.IModule<Tensor, Tensor?, Tensor?, Tensor>
{
    private readonly (long Width, long Heads, long Inner, double Dropout, nn.Activations Activation) _settings;
    private readonly MultiheadAttention self_attn;
    private readonly Linear linear1;
    private readonly Dropout dropout;
    private readonly Linear linear2;
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;
    private readonly Dropout dropout1;
    private readonly Dropout dropout2;

    internal TransformerEncoderLayer(long d_model, long nhead, long dim_feedforward, double dropout, nn.Activations activation)
        : base(nameof(TransformerEncoderLayer))
    {
        _settings = (d_model, nhead, dim_feedforward, dropout, activation);
        self_attn = nn.MultiheadAttention(d_model, nhead, dropout);
        linear1 = nn.Linear(d_model, dim_feedforward);
        this.dropout = nn.Dropout(dropout);
        linear2 = nn.Linear(dim_feedforward, d_model);
        norm1 = nn.LayerNorm(d_model);
        norm2 = nn.LayerNorm(d_model);
        dropout1 = nn.Dropout(dropout);
        dropout2 = nn.Dropout(dropout);
        RegisterComponents();
    }

    /// <inheritdoc cref="call(Tensor, Tensor, Tensor)"/>
    public Tensor call(Tensor src, Tensor? src_mask) => call(src, src_mask, null);

    /// <summary>A sequence, (S, N, E), to one of the same shape. Hooks fire only where there are no masks.</summary>
    /// <param name="src">The sequence.</param>
    /// <param name="src_mask">(S, S): true where attention is forbidden, or numbers that are added; or null.</param>
    /// <param name="src_key_padding_mask">(N, S): true where an element is left out; or null.</param>
    public Tensor call(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask) =>
        src_mask is null && src_key_padding_mask is null ? call(src) : Encode(src, src_mask, src_key_padding_mask);

    /// <summary>A sequence, (S, N, E), to one of the same shape.</summary>
    public override Tensor forward(Tensor src) => Encode(src, null, null);

    internal TransformerEncoderLayer Another() =>
        new(_settings.Width, _settings.Heads, _settings.Inner, _settings.Dropout, _settings.Activation);

    private Tensor Encode(Tensor src, Tensor? mask, Tensor? padding)
    {
        using var scope = NewDisposeScope();
        var attended = self_attn.call(src, src, src, padding, need_weights: false, mask).Item1;
        var x = FeedForward.Joined(src, attended, dropout1, norm1);
        var inner = linear2.call(dropout.call(FeedForward.Activate(linear1.call(x), _settings.Activation)));
        return FeedForward.Joined(x, inner, dropout2, norm2).MoveToOuterDisposeScope();
    }
}
