using LoraDsl.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Vit;

/// <summary>The layers, one after the other.</summary>
[Adaptable]
public sealed partial class VitEncoder : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<VitLayer> layer;

    internal VitEncoder(VitConfig config, LayerFactory layers)
        : base(nameof(VitEncoder))
    {
        layer = nn.ModuleList([.. Enumerable.Range(0, (int)config.Layers).Select(_ => new VitLayer(config, layers))]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="hidden">Of shape (batch, patches, features).</param>
    public override Tensor forward(Tensor hidden)
    {
        var state = hidden;
        foreach (var each in layer)
        {
            var next = each.call(state);
            if (!ReferenceEquals(state, hidden))
                state.Dispose();
            state = next;
        }

        return state;
    }
}
