using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Plans;

/// <summary>What the time of a pass depends on.</summary>
/// <param name="Rows">T, the rows of the input.</param>
/// <param name="In">The layer's inputs.</param>
/// <param name="Out">The layer's outputs.</param>
/// <param name="Rank">The rank.</param>
/// <param name="Type">Type of the input and the output.</param>
/// <param name="Device">Where they are.</param>
/// <param name="Backward">Whether a backward pass follows.</param>
internal readonly record struct PassSizes(long Rows, long In, long Out, long Rank, ScalarType Type, DeviceType Device, bool Backward)
{
    /// <summary>Multiplications of x·Aᵀ and h·Bᵀ.</summary>
    public double Products => Values * Rank;

    /// <summary>Values of input and output.</summary>
    public double Values => (double)Rows * (In + Out);

    /// <summary>Values of A and B.</summary>
    public double Factors => (double)Rank * (In + Out);

    public static PassSizes Of(Tensor x, Tensor a, Tensor b, bool backward)
    {
        var (shape, factor) = (x.shape, a.shape);
        return new PassSizes(shape[0], shape[1], b.shape[0], factor[0], x.dtype, x.device_type, backward);
    }
}
