using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.DistilBert;

/// <summary>Attention of every token to every other that is no padding.</summary>
[Adaptable]
public sealed partial class DistilBertAttention : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly Linear q_lin;
    private readonly Linear k_lin;
    private readonly Linear v_lin;
    private readonly Linear out_lin;
    private readonly long heads;
    private readonly double dropout;

    internal DistilBertAttention(DistilBertConfig config, LayerFactory layers)
        : base(nameof(DistilBertAttention))
    {
        q_lin = layers.Linear(config.Width, config.Width);
        k_lin = layers.Linear(config.Width, config.Width);
        v_lin = layers.Linear(config.Width, config.Width);
        out_lin = layers.Linear(config.Width, config.Width);
        (heads, dropout) = (config.Heads, config.AttentionDropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, tokens, features).</param>
    /// <param name="mask">True for keys that may be seen, of shape (batch, 1, 1, tokens); all may be without it.</param>
    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var attended = MultiHeadAttention.Attend(
            MultiHeadAttention.Split(Q_lin.forward(hidden), heads),
            MultiHeadAttention.Split(K_lin.forward(hidden), heads),
            MultiHeadAttention.Split(V_lin.forward(hidden), heads),
            mask, causal: false, training ? dropout : 0);
        return Out_lin.forward(attended).MoveToOuterDisposeScope();
    }
}
