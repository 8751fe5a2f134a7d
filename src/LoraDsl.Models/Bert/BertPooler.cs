using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>A sequence's features: those of its first token by a linear layer and tanh.</summary>
[Adaptable]
public sealed partial class BertPooler : nn.Module<Tensor, Tensor>
{
    private readonly Linear dense;

    internal BertPooler(BertConfig config, LayerFactory layers)
        : base(nameof(BertPooler))
    {
        dense = layers.Linear(config.Width, config.Width);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, tokens, features).</param>
    /// <returns>Of shape (batch, features).</returns>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return Dense.forward(hidden.select(1, 0)).tanh().MoveToOuterDisposeScope();
    }
}
