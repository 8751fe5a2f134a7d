using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>
/// Memory of the processor for masked weights. One buffer of each type is kept between passes, as large as the largest weight so far;
/// passes that run at the same time make more and only the largest outlives them. On a GPU libtorch keeps freed memory itself.
/// </summary>
internal static class MergeBuffers
{
    private static readonly Lock Access = new();
    private static readonly Dictionary<ScalarType, Tensor> Idle = [];

    /// <summary>Memory of a weight's shape and type, with values that mean nothing.</summary>
    public static MergedWeight Rent(Tensor weight)
    {
        var (count, type) = (weight.numel(), weight.dtype);
        Tensor? buffer;
        lock (Access)
            Idle.Remove(type, out buffer);
        if (buffer is null || buffer.numel() < count)
        {
            buffer?.Dispose();
            buffer = empty(count, dtype: type).DetachFromDisposeScope();
        }

        using var scope = NewDisposeScope();
        return new MergedWeight(buffer.narrow(0, 0, count).view(weight.shape), buffer);
    }

    /// <summary>Keeps a buffer for the next pass, unless a larger one is kept already.</summary>
    public static void Return(Tensor buffer)
    {
        Tensor? spare = null;
        lock (Access)
        {
            if (!Idle.TryGetValue(buffer.dtype, out var kept) || kept.numel() < buffer.numel())
                (Idle[buffer.dtype], spare) = (buffer, kept);
            else
                spare = buffer;
        }

        spare?.Dispose();
    }

    /// <summary>Frees what is kept.</summary>
    public static void Free()
    {
        Tensor[] kept;
        lock (Access)
        {
            kept = [.. Idle.Values];
            Idle.Clear();
        }

        foreach (var buffer in kept)
            buffer.Dispose();
    }
}
