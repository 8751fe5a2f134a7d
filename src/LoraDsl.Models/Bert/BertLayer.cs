using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>A layer of the encoder: attention, then the feed-forward part.</summary>
[Adaptable]
public sealed partial class BertLayer : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly BertAttention attention;
    private readonly BertIntermediate intermediate;
    private readonly BertOutput output;

    internal BertLayer(BertConfig config, LayerFactory layers)
        : base(nameof(BertLayer))
    {
        attention = new BertAttention(config, layers);
        intermediate = new BertIntermediate(config, layers);
        output = new BertOutput(config.IntermediateWidth, config, layers);
        RegisterComponents();
    }

    /// <inheritdoc cref="BertSelfAttention.forward"/>
    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        using var attended = attention.call(hidden, mask);
        using var widened = intermediate.call(attended);
        return output.call(widened, attended);
    }
}
