using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Configurations;

/// <summary>
/// Looks, after the first pass of a model by <c>call()</c>, for layers that ran without their adapter: TorchSharp fires hooks in <c>call()</c>, not
/// in <c>forward()</c>.
/// </summary>
internal sealed class FirstPass(AdapterSet set)
{
    private readonly LayerAdapter[] adapters = [.. set.Named().Select(entry => entry.Adapter)];
    private Action? stop;

    /// <summary>Waits for the pass, where the model is called with tensors.</summary>
    public void Watch()
    {
        set.IsHooked = true;
        foreach (var adapter in adapters)
            adapter.Place.IsReached = false;
        stop = set.Model switch
        {
            nn.Module<Tensor, Tensor> model => model.register_forward_hook((_, _, output) => Seen(output)).remove,
            nn.Module<Tensor, Tensor, Tensor> model => model.register_forward_hook((_, _, _, output) => Seen(output)).remove,
            nn.Module<Tensor, Tensor, Tensor, Tensor> model => model.register_forward_hook((_, _, _, _, output) => Seen(output)).remove,
            _ => null,
        };
    }

    private Tensor Seen(Tensor output)
    {
        var isRemoved = !set.Named().Any();

        // While others are in force, the layers of this set may rest.
        if (!isRemoved && !Array.TrueForAll(adapters, adapter => adapter.IsInForce && !adapter.IsMerged))
            return output;
        stop?.Invoke();
        stop = null;
        if (!isRemoved)
            set.RequireReached();
        return output;
    }
}
