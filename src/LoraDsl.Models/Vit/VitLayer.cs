using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Vit;

/// <summary>A layer: attention, then the feed-forward part, each of the normalized state and added to it.</summary>
[Adaptable]
public sealed partial class VitLayer : nn.Module<Tensor, Tensor>
{
    private readonly VitAttention attention;
    private readonly VitDense intermediate;
    private readonly VitDense output;
    private readonly LayerNorm layernorm_before;
    private readonly LayerNorm layernorm_after;
    private readonly VitConfig config;

    internal VitLayer(VitConfig config, LayerFactory layers)
        : base(nameof(VitLayer))
    {
        this.config = config;
        attention = new VitAttention(config, layers);
        intermediate = new VitDense(config.Width, config.IntermediateWidth, layers);
        output = new VitDense(config.IntermediateWidth, config.Width, layers);
        layernorm_before = layers.LayerNorm(config.Width, config.Epsilon);
        layernorm_after = layers.LayerNorm(config.Width, config.Epsilon);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, patches, features).</param>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var attended = hidden + Dropped(attention.call(layernorm_before.call(hidden)));
        var widened = config.Activation(intermediate.call(layernorm_after.call(attended)));
        return (attended + Dropped(output.call(widened))).MoveToOuterDisposeScope();
    }

    private Tensor Dropped(Tensor hidden) => nn.functional.dropout(hidden, config.Dropout, training);
}
