using LoraDsl.Models.Bert;
using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Roberta;

/// <summary>RoBERTa's head for sequences: the first token's hidden state by a linear layer, tanh, and another linear layer.</summary>
[Adaptable]
public sealed partial class RobertaClassificationHead : nn.Module<Tensor, Tensor>
{
    private readonly Linear dense;
    private readonly Linear out_proj;
    private readonly double dropout;

    internal RobertaClassificationHead(BertConfig config, long labels, LayerFactory layers)
        : base(nameof(RobertaClassificationHead))
    {
        dense = layers.Linear(config.Width, config.Width);
        out_proj = layers.Linear(config.Width, labels);
        dropout = config.HeadDropout;
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, tokens, features).</param>
    /// <returns>The logits, of shape (batch, labels).</returns>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var features = Dense.forward(nn.functional.dropout(hidden.select(1, 0), dropout, training)).tanh();
        return Out_proj.forward(nn.functional.dropout(features, dropout, training)).MoveToOuterDisposeScope();
    }
}
