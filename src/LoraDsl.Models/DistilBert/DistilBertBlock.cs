using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.DistilBert;

/// <summary>A layer of the encoder: attention, then the feed-forward part, each added to its input and normalized.</summary>
[Adaptable]
public sealed partial class DistilBertBlock : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly DistilBertAttention attention;
    private readonly LayerNorm sa_layer_norm;
    private readonly DistilBertFeedForward ffn;
    private readonly LayerNorm output_layer_norm;

    internal DistilBertBlock(DistilBertConfig config, LayerFactory layers)
        : base(nameof(DistilBertBlock))
    {
        attention = new DistilBertAttention(config, layers);
        sa_layer_norm = layers.LayerNorm(config.Width, config.Epsilon);
        ffn = new DistilBertFeedForward(config, layers);
        output_layer_norm = layers.LayerNorm(config.Width, config.Epsilon);
        RegisterComponents();
    }

    /// <inheritdoc cref="DistilBertAttention.forward"/>
    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var attended = sa_layer_norm.call(attention.call(hidden, mask) + hidden);
        return output_layer_norm.call(ffn.call(attended) + attended).MoveToOuterDisposeScope();
    }
}
