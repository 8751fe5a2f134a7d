using static TorchSharp.torch;

namespace LoraDsl.Adapters;

public sealed partial class AdaptedPlace
{
    /// <summary>The place of a layer that another module runs by <c>call()</c>, as a Sequential does its items.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="InvalidOperationException">The layer is null.</exception>
    /// <exception cref="NotSupportedException">The layer is of a kind that cannot be adapted.</exception>
    public static AdaptedPlace OfCalled(nn.Module<Tensor, Tensor>? layer, string name)
    {
        var place = Of(layer, name);
        place.Hook();
        return place;
    }
}
