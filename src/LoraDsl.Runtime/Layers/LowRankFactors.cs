using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Layers;

/// <summary>New factors A and B for a layer, on its device and of its type.</summary>
internal static class LowRankFactors
{
    /// <summary>Factors whose product is zero, so that the adapted layer equals the frozen one at step 0.</summary>
    /// <param name="layer">The layer to adapt.</param>
    /// <param name="rank">The rank; 0 makes factors without values.</param>
    public static (Parameter A, Parameter B) Create(AdaptedLayer layer, int rank) => Create(layer, rank, layer.Start);

    /// <summary>Factors with a start of the caller's.</summary>
    /// <param name="layer">The layer to adapt.</param>
    /// <param name="rank">The rank; 0 makes factors without values.</param>
    /// <param name="start">Fills A and B.</param>
    public static (Parameter A, Parameter B) Create(AdaptedLayer layer, int rank, Action<Tensor, Tensor> start)
    {
        var (a, b) = Values(layer, rank, start);
        return (AsParameter(a), AsParameter(b));
    }

    /// <summary>The values of such factors; the caller's scope owns them.</summary>
    /// <param name="layer">The layer to adapt.</param>
    /// <param name="rank">The rank; 0 makes tensors without values.</param>
    /// <param name="start">Fills A and B.</param>
    public static (Tensor A, Tensor B) Values(AdaptedLayer layer, int rank, Action<Tensor, Tensor> start)
    {
        var (type, device) = (layer.FactorType, layer.Weight.device);
        var a = empty(layer.ShapeOfA(rank), dtype: type, device: device);
        var b = empty(layer.ShapeOfB(rank), dtype: type, device: device);
        if (rank > 0)
            start(a, b);
        return (a, b);
    }

    /// <summary>LoRA's own start: A Kaiming-uniform with a = √5, that is uniform in ±1/√fan-in, and B zero.</summary>
    public static void InitializeAsLora(Tensor a, Tensor b)
    {
        nn.init.kaiming_uniform_(a, a: Math.Sqrt(5));
        nn.init.zeros_(b);
    }

    /// <summary>
    /// A parameter with a copy of the given values, on the layer's device and of its type. Its values lie in the order of its dimensions,
    /// as those that a file leads to do: products of matrices that lie otherwise are rounded otherwise.
    /// </summary>
    public static Parameter LikeWeight(Tensor values, AdaptedLayer layer)
    {
        using var scope = NewDisposeScope();
        var moved = values.detach().to(layer.FactorType, layer.Weight.device, copy: true).contiguous();
        return AsParameter(moved.MoveToOuterDisposeScope());
    }

    /// <summary>A parameter of these values that no dispose scope owns.</summary>
    public static Parameter AsParameter(Tensor values)
    {
        var parameter = new Parameter(values);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
