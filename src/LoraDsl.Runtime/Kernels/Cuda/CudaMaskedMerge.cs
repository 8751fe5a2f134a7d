using System.Collections.Concurrent;
using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Kernels.Cuda;

/// <summary>
/// The masked merge on a GPU as one kernel, compiled once for each device by NVRTC: float32, the type whose address TorchSharp's API gives.
/// Where the driver or the compiler is missing, or refuses, the caller composes libtorch's operators instead.
/// </summary>
internal static unsafe class CudaMaskedMerge
{
    /// <summary>The context and the kernel of each device; none where there is no kernel for it.</summary>
    private static readonly ConcurrentDictionary<int, (nint Context, nint Kernel)?> Kernels = new();

    /// <summary>Whether there is a kernel that can read W.</summary>
    public static bool Supports(Tensor weight) =>
        weight.device_type == DeviceType.CUDA
        && weight.dtype == ScalarType.Float32
        && weight.is_contiguous()
        && weight.shape[0] is > 0 and <= ushort.MaxValue * (long)MaskedMergeSource.Rows
        && KernelOf(weight.device_index) is not null;

    /// <summary>W̃ in memory of its own.</summary>
    /// <returns>W̃, or <see langword="null"/> when the device refused.</returns>
    public static Tensor? TryMerge(Tensor weight, Tensor a, Tensor b, double scaling)
    {
        if (KernelOf(weight.device_index) is not var (context, kernel))
            return null;
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var factorA = a.to(ScalarType.Float32).flatten(1).contiguous();
        var factorB = b.to(ScalarType.Float32).flatten(1).mul(scaling).contiguous();
        var merged = empty(weight.shape, dtype: weight.dtype, device: weight.device);
        var (rows, columns, rank) = (weight.shape[0], factorA.shape[1], (int)factorA.shape[0]);
        var (first, second, third, fourth) = (AddressOf(weight), AddressOf(factorA), AddressOf(factorB), AddressOf(merged));
        var arguments = stackalloc void*[] { &first, &second, &third, &fourth, &rows, &columns, &rank };
        var grid = ((uint)Blocks(columns, MaskedMergeSource.Columns), (uint)Blocks(rows, MaskedMergeSource.Rows));
        var launched = CudaDriver.Instance!.TryLaunch(
            context, kernel, grid, (MaskedMergeSource.Columns, MaskedMergeSource.ThreadRows), arguments);
        return launched ? merged.MoveToOuterDisposeScope() : null;
    }

    /// <summary>The kernel of a device, compiled when it is first asked for.</summary>
    internal static (nint Context, nint Kernel)? KernelOf(int device) => Kernels.GetOrAdd(device, Compile);

    private static (nint Context, nint Kernel)? Compile(int device)
    {
        if (CudaDriver.Instance is not { } driver || RuntimeCompiler.Instance is not { } compiler)
            return null;
        if (!driver.TryGetDevice(device, out var context, out var capability))
            return null;
        return compiler.TryCompile(MaskedMergeSource.Text, capability) is { } code && driver.TryLoad(context, code, MaskedMergeSource.Name, out var kernel)
            ? (context, kernel)
            : null;
    }

    private static long Blocks(long count, int each) => (count + each - 1) / each;

    private static nint AddressOf(Tensor tensor)
    {
        using var memory = tensor.storage<float>();
        return memory.data_ptr() + (nint)(tensor.storage_offset() * sizeof(float));
    }
}
