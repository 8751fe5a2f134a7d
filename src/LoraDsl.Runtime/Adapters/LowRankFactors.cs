using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>New factors A and B for a layer, on its device and of its type.</summary>
internal static class LowRankFactors
{
    /// <summary>
    /// LoRA's own start: A Kaiming-uniform with a = √5, that is uniform in ±1/√in, and B zero, so that the adapted layer equals the
    /// frozen one at step 0.
    /// </summary>
    /// <param name="layer">The layer to adapt.</param>
    /// <param name="rank">The rank; 0 makes factors without values.</param>
    public static (Parameter A, Parameter B) Create(Linear layer, int rank)
    {
        var weight = layer.weight;
        var a = empty(rank, layer.in_features, dtype: weight.dtype, device: weight.device);
        if (rank > 0)
            nn.init.kaiming_uniform_(a, a: Math.Sqrt(5));
        var b = zeros(layer.out_features, rank, dtype: weight.dtype, device: weight.device);
        return (AsParameter(a), AsParameter(b));
    }

    /// <summary>A parameter with a copy of the given values, on the layer's device and of its type.</summary>
    public static Parameter LikeWeight(Tensor values, Linear layer)
    {
        using var scope = NewDisposeScope();
        var moved = values.detach().to(layer.weight.dtype, layer.weight.device, copy: true);
        return AsParameter(moved.MoveToOuterDisposeScope());
    }

    private static Parameter AsParameter(Tensor values)
    {
        var parameter = new Parameter(values);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
