using TorchSharp;
using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>A weight with its change on the processor, in one pass over W: float32 and bfloat16. Product and sum are formed in float32.</summary>
internal static class CpuMerge
{
    /// <summary>Values that are not worth a second thread.</summary>
    private const long FewValues = 1 << 15;

    /// <summary>Rows that a thread takes at a time come in tiles, so that only the last one of the weight is cut.</summary>
    private const int MostRowsAtATime = 32 * MergeTile.Rows;

    /// <summary>Whether W is what the kernel can read: rows of two values or more in one piece of the processor's memory that a span can describe.</summary>
    public static bool Supports(Tensor weight) =>
        weight.device_type == DeviceType.CPU
        && weight.dtype is ScalarType.Float32 or ScalarType.BFloat16
        && weight.is_contiguous()
        && weight.numel() >= 2 * weight.shape[0]
        && weight.numel() * weight.element_size() is > 0 and <= int.MaxValue;

    /// <summary>Writes (W + s·B·A) ⊙ (W ≠ 0) into a contiguous tensor of W's shape and type.</summary>
    public static void Into(Tensor target, Tensor weight, Tensor a, Tensor b, double scaling)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var factorA = a.to(ScalarType.Float32).flatten(1).contiguous();
        var factorB = b.to(ScalarType.Float32).flatten(1).Times(scaling).contiguous();
        if (weight.dtype == ScalarType.Float32)
            Run<float>(target, weight, factorA, factorB);
        else
            Run<ushort>(target, weight, factorA, factorB);
    }

    private static unsafe void Run<TElement>(Tensor target, Tensor weight, Tensor a, Tensor b)
        where TElement : unmanaged
    {
        var (rows, columns, rank) = ((int)weight.shape[0], (int)a.shape[1], (int)a.shape[0]);
        var threads = weight.numel() < FewValues ? 1 : get_num_threads();

        // Four turns a thread even out what other work on the machine takes from one of them.
        var atATime = threads == 1 ? rows : Math.Clamp(rows / (4 * threads) / MergeTile.Rows * MergeTile.Rows, MergeTile.Rows, MostRowsAtATime);
        fixed (byte* output = target.bytes, input = weight.bytes, factorA = a.bytes, factorB = b.bytes)
        {
            new MergeWork<TElement>(
                (TElement*)input, (TElement*)output, (float*)factorA, (float*)factorB, rows, columns, rank, MergeTile.PanelOf(rank))
                .Run(threads, atATime);
        }

        GC.KeepAlive(target);
        GC.KeepAlive(weight);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
    }
}
