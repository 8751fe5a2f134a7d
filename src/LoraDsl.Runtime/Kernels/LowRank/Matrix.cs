using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Kernels.LowRank;

/// <summary>How a tensor of two dimensions lies in the processor's memory.</summary>
internal static class Matrix
{
    /// <summary>Whether the kernels can read it: rows in one piece each, at any distance.</summary>
    public static bool IsReadable(Tensor tensor) =>
        tensor.device_type == DeviceType.CPU && tensor.dtype is ScalarType.Float32 or ScalarType.BFloat16 && tensor.dim() == 2;

    /// <summary>The tensor itself, or a copy whose rows are in one piece each.</summary>
    public static Tensor WithWholeRows(Tensor tensor) => tensor.stride(1) == 1 || tensor.shape[1] == 1 && tensor.is_contiguous() ? tensor : tensor.contiguous();

    /// <summary>A span over the first row, whose address is that of the matrix: a span cannot hold more than 2 GiB.</summary>
    public static Span<byte> FirstRow(Tensor tensor) => tensor.detach().select(0, 0).bytes;
}
