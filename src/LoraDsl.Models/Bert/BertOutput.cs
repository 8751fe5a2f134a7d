using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>The end of a part: a linear layer, whose output is added to the part's input and normalized.</summary>
[Adaptable]
public sealed partial class BertOutput : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear dense;
    private readonly LayerNorm LayerNorm;
    private readonly double dropout;

    internal BertOutput(long inputs, BertConfig config, LayerFactory layers)
        : base(nameof(BertOutput))
    {
        dense = layers.Linear(inputs, config.Width);
        LayerNorm = layers.LayerNorm(config.Width, config.Epsilon);
        dropout = config.Dropout;
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">What the part made, of shape (batch, tokens, its features).</param>
    /// <param name="residual">The part's input, of shape (batch, tokens, features).</param>
    public override Tensor forward(Tensor hidden, Tensor residual)
    {
        using var scope = NewDisposeScope();
        return LayerNorm.call(nn.functional.dropout(Dense.forward(hidden), dropout, training) + residual).MoveToOuterDisposeScope();
    }
}
