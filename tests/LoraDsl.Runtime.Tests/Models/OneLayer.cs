using LoraDsl.Adapters;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LoraDsl.Runtime.Tests.Models;

/// <summary>A model of one layer with an adapter, wired by hand as the generator would.</summary>
internal sealed class OneLayer<TLayer, TAdapter> : Module<Tensor, Tensor>
    where TLayer : Module<Tensor, Tensor>
    where TAdapter : LayerAdapter
{
    private readonly Adapters adapters;

    public OneLayer(TLayer layer, Func<TLayer, TAdapter> adapt, int? budget = null)
        : base("OneLayer")
    {
        Base = layer;
        register_module("layer", layer);
        adapters = new Adapters(this, adapt(layer), budget);
    }

    public TLayer Base { get; }

    public TAdapter Layer => adapters.Layer;

    public AdapterSet Lora => adapters;

    public override Tensor forward(Tensor x) => Layer.forward(x);

    /// <summary>Everything is registered by hand: the layer stands under the name that a field would give it.</summary>
    protected override void RegisterComponents()
    {
    }

    private sealed class Adapters : AdapterSet
    {
        public Adapters(nn.Module model, TAdapter adapter, int? budget)
            : base(model, "OneLayer", budget is { } amount ? new AdapterBudget(amount) : null) => Layer = Add(adapter);

        public TAdapter Layer { get; }
    }
}
