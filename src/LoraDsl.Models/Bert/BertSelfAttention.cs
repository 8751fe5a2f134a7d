using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>Attention of every token to every other that is no padding.</summary>
[Adaptable]
public sealed partial class BertSelfAttention : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly long heads;
    private readonly double dropout;

    internal BertSelfAttention(BertConfig config, LayerFactory layers)
        : base(nameof(BertSelfAttention))
    {
        query = layers.Linear(config.Width, config.Width);
        key = layers.Linear(config.Width, config.Width);
        value = layers.Linear(config.Width, config.Width);
        (heads, dropout) = (config.Heads, config.AttentionDropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, tokens, features).</param>
    /// <param name="mask">True for keys that may be seen, of shape (batch, 1, 1, tokens); all may be without it.</param>
    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        return MultiHeadAttention.Attend(
            MultiHeadAttention.Split(Query.forward(hidden), heads),
            MultiHeadAttention.Split(Key.forward(hidden), heads),
            MultiHeadAttention.Split(Value.forward(hidden), heads),
            mask, causal: false, training ? dropout : 0).MoveToOuterDisposeScope();
    }
}
