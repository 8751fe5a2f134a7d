using LoraDsl.Models.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>A layer's attention with its output.</summary>
[Adaptable]
public sealed partial class BertAttention : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly BertSelfAttention self;
    private readonly BertOutput output;

    internal BertAttention(BertConfig config, LayerFactory layers)
        : base(nameof(BertAttention))
    {
        self = new BertSelfAttention(config, layers);
        output = new BertOutput(config.Width, config, layers);
        RegisterComponents();
    }

    /// <inheritdoc cref="BertSelfAttention.forward"/>
    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        using var attended = self.call(hidden, mask);
        return output.call(attended, hidden);
    }
}
