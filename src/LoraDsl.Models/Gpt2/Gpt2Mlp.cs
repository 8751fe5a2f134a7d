using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Gpt2;

/// <summary>The feed-forward part.</summary>
[Adaptable]
public sealed partial class Gpt2Mlp : nn.Module<Tensor, Tensor>
{
    private readonly Linear c_fc;
    private readonly Linear c_proj;
    private readonly Gpt2Config config;

    internal Gpt2Mlp(Gpt2Config config, LayerFactory layers)
        : base(nameof(Gpt2Mlp))
    {
        this.config = config;
        c_fc = layers.Linear(config.Width, config.InnerWidth);
        c_proj = layers.Linear(config.InnerWidth, config.Width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, tokens, features).</param>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return nn.functional.dropout(C_proj.forward(config.Activation(C_fc.forward(hidden))), config.ResidualDropout, training).MoveToOuterDisposeScope();
    }
}
