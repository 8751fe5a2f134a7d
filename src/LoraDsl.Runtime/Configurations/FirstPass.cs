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
    private bool isDone;

    /// <summary>Waits for the pass, where the model is called with tensors.</summary>
    public void Watch()
    {
        set.IsHooked = true;
        foreach (var adapter in adapters)
            adapter.Place.IsReached = false;
        switch (set.Model)
        {
            case nn.Module<Tensor, Tensor> model:
                model.register_forward_hook((_, _, output) => Seen(output));
                break;
            case nn.Module<Tensor, Tensor, Tensor> model:
                model.register_forward_hook((_, _, _, output) => Seen(output));
                break;
            case nn.Module<Tensor, Tensor, Tensor, Tensor> model:
                model.register_forward_hook((_, _, _, _, output) => Seen(output));
                break;
        }
    }

    private Tensor Seen(Tensor output)
    {
        // While others are in force, the layers of this set may rest.
        if (isDone || !Array.TrueForAll(adapters, adapter => adapter.IsInForce))
            return output;
        isDone = true;
        set.RequireReached();
        return output;
    }
}
