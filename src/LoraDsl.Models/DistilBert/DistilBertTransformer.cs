using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.DistilBert;

/// <summary>The layers, one after the other.</summary>
[Adaptable]
public sealed partial class DistilBertTransformer : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly ModuleList<DistilBertBlock> layer;

    internal DistilBertTransformer(DistilBertConfig config, LayerFactory layers)
        : base(nameof(DistilBertTransformer))
    {
        layer = nn.ModuleList([.. Enumerable.Range(0, (int)config.Layers).Select(_ => new DistilBertBlock(config, layers))]);
        RegisterComponents();
    }

    /// <inheritdoc cref="DistilBertAttention.forward"/>
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
