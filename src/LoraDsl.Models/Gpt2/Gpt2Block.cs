using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Gpt2;

/// <summary>A layer: attention, then the feed-forward part, each of the normalized state and added to it.</summary>
[Adaptable]
public sealed partial class Gpt2Block : nn.Module<Tensor, DecoderPass, Tensor>
{
    private readonly LayerNorm ln_1;
    private readonly Gpt2Attention attn;
    private readonly LayerNorm ln_2;
    private readonly Gpt2Mlp mlp;

    internal Gpt2Block(Gpt2Config config, int index, LayerFactory layers)
        : base(nameof(Gpt2Block))
    {
        ln_1 = layers.LayerNorm(config.Width, config.Epsilon);
        attn = new Gpt2Attention(config, index, layers);
        ln_2 = layers.LayerNorm(config.Width, config.Epsilon);
        mlp = new Gpt2Mlp(config, layers);
        RegisterComponents();
    }

    /// <inheritdoc cref="Gpt2Attention.forward"/>
    public override Tensor forward(Tensor hidden, DecoderPass pass)
    {
        using var scope = NewDisposeScope();
        var attended = hidden + attn.call(ln_1.call(hidden), pass);
        return (attended + mlp.call(ln_2.call(attended))).MoveToOuterDisposeScope();
    }
}
