using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Llama;

/// <summary>A layer: attention, then the feed-forward part, each of the normalized state and added to it.</summary>
[Adaptable]
public sealed partial class LlamaDecoderLayer : nn.Module<Tensor, DecoderPass, Tensor>
{
    private readonly LlamaAttention self_attn;
    private readonly LlamaMlp mlp;
    private readonly RmsNorm input_layernorm;
    private readonly RmsNorm post_attention_layernorm;

    internal LlamaDecoderLayer(LlamaConfig config, int index, LayerFactory layers)
        : base(nameof(LlamaDecoderLayer))
    {
        self_attn = new LlamaAttention(config, index, layers);
        mlp = new LlamaMlp(config, layers);
        input_layernorm = layers.RmsNorm(config.Width, config.Epsilon);
        post_attention_layernorm = layers.RmsNorm(config.Width, config.Epsilon);
        RegisterComponents();
    }

    /// <inheritdoc cref="LlamaAttention.forward"/>
    public override Tensor forward(Tensor hidden, DecoderPass pass)
    {
        using var scope = NewDisposeScope();
        var attended = hidden + self_attn.call(input_layernorm.call(hidden), pass);
        return (attended + mlp.call(post_attention_layernorm.call(attended))).MoveToOuterDisposeScope();
    }
}
