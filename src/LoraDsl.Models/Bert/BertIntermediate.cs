using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>The widening half of a layer's feed-forward part.</summary>
[Adaptable]
public sealed partial class BertIntermediate : nn.Module<Tensor, Tensor>
{
    private readonly Linear dense;
    private readonly Func<Tensor, Tensor> activation;

    internal BertIntermediate(BertConfig config, LayerFactory layers)
        : base(nameof(BertIntermediate))
    {
        dense = layers.Linear(config.Width, config.IntermediateWidth);
        activation = config.Activation;
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, tokens, features).</param>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return activation(Dense.forward(hidden)).MoveToOuterDisposeScope();
    }
}
