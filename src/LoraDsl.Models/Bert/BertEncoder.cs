using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Bert;

/// <summary>The layers, one after the other.</summary>
[Adaptable]
public sealed partial class BertEncoder : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly ModuleList<BertLayer> layer;

    internal BertEncoder(BertConfig config, LayerFactory layers)
        : base(nameof(BertEncoder))
    {
        layer = nn.ModuleList([.. Enumerable.Range(0, (int)config.Layers).Select(_ => new BertLayer(config, layers))]);
        RegisterComponents();
    }

    /// <inheritdoc cref="BertSelfAttention.forward"/>
    public override Tensor forward(Tensor hidden, Tensor? mask)
    {
        var state = hidden;
        foreach (var each in layer)
        {
            var next = each.call(state, mask);
            if (!ReferenceEquals(state, hidden))
                state.Dispose();
            state = next;
        }

        return state;
    }
}
