using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.DistilBert;

/// <summary>The feed-forward part.</summary>
[Adaptable]
public sealed partial class DistilBertFeedForward : nn.Module<Tensor, Tensor>
{
    private readonly Linear lin1;
    private readonly Linear lin2;
    private readonly Func<Tensor, Tensor> activation;
    private readonly double dropout;

    internal DistilBertFeedForward(DistilBertConfig config, LayerFactory layers)
        : base(nameof(DistilBertFeedForward))
    {
        lin1 = layers.Linear(config.Width, config.IntermediateWidth);
        lin2 = layers.Linear(config.IntermediateWidth, config.Width);
        (activation, dropout) = (config.Activation, config.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, tokens, features).</param>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return nn.functional.dropout(Lin2.forward(activation(Lin1.forward(hidden))), dropout, training).MoveToOuterDisposeScope();
    }
}
