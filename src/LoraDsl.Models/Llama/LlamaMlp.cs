using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Llama;

/// <summary>The gated feed-forward part, down(act(gate(x)) ⊙ up(x)) (Shazeer, arXiv 2002.05202).</summary>
[Adaptable]
public sealed partial class LlamaMlp : nn.Module<Tensor, Tensor>
{
    private readonly Linear gate_proj;
    private readonly Linear up_proj;
    private readonly Linear down_proj;
    private readonly Func<Tensor, Tensor> activation;

    internal LlamaMlp(LlamaConfig config, LayerFactory layers)
        : base(nameof(LlamaMlp))
    {
        gate_proj = layers.Linear(config.Width, config.IntermediateWidth, config.HasFeedForwardBias);
        up_proj = layers.Linear(config.Width, config.IntermediateWidth, config.HasFeedForwardBias);
        down_proj = layers.Linear(config.IntermediateWidth, config.Width, config.HasFeedForwardBias);
        activation = config.Activation;
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, tokens, features).</param>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return Down_proj.forward(activation(Gate_proj.forward(hidden)) * Up_proj.forward(hidden)).MoveToOuterDisposeScope();
    }
}
