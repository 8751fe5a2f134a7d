using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Gpt2;

/// <summary>Attention of a token to itself and what came before; one layer makes queries, keys and values.</summary>
[Adaptable]
public sealed partial class Gpt2Attention : nn.Module<Tensor, DecoderPass, Tensor>
{
    private readonly Linear c_attn;
    private readonly Linear c_proj;
    private readonly Gpt2Config config;
    private readonly int index;

    internal Gpt2Attention(Gpt2Config config, int index, LayerFactory layers)
        : base(nameof(Gpt2Attention))
    {
        (this.config, this.index) = (config, index);
        c_attn = layers.Linear(config.Width, 3 * config.Width);
        c_proj = layers.Linear(config.Width, config.Width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, tokens, features).</param>
    /// <param name="pass">What the layers share.</param>
    public override Tensor forward(Tensor hidden, DecoderPass pass)
    {
        using var scope = NewDisposeScope();
        var parts = C_attn.forward(hidden).chunk(3, -1);
        var attended = pass.Attend(
            index,
            MultiHeadAttention.Split(parts[0], config.Heads),
            MultiHeadAttention.Split(parts[1], config.Heads),
            MultiHeadAttention.Split(parts[2], config.Heads),
            hasWindow: false, training ? config.AttentionDropout : 0);
        return nn.functional.dropout(C_proj.forward(attended), config.ResidualDropout, training).MoveToOuterDisposeScope();
    }
}
