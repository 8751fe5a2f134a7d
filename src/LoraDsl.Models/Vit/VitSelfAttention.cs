using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Vit;

/// <summary>Attention of every patch to every other.</summary>
[Adaptable]
public sealed partial class VitSelfAttention : nn.Module<Tensor, Tensor>
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly long heads;
    private readonly double dropout;

    internal VitSelfAttention(VitConfig config, LayerFactory layers)
        : base(nameof(VitSelfAttention))
    {
        query = layers.Linear(config.Width, config.Width, config.HasBias);
        key = layers.Linear(config.Width, config.Width, config.HasBias);
        value = layers.Linear(config.Width, config.Width, config.HasBias);
        (heads, dropout) = (config.Heads, config.AttentionDropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, patches, features).</param>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return MultiHeadAttention.Attend(
            MultiHeadAttention.Split(Query.forward(hidden), heads),
            MultiHeadAttention.Split(Key.forward(hidden), heads),
            MultiHeadAttention.Split(Value.forward(hidden), heads),
            mask: null, causal: false, training ? dropout : 0).MoveToOuterDisposeScope();
    }
}
