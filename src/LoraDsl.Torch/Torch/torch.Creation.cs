namespace TorchSharp;

public static partial class torch
{
    // What every factory ends with.
    private static Tensor Made(Tensor tensor, bool requires_grad, string[]? names = null)
    {
        if (requires_grad)
            tensor.requires_grad = true;
        return Unnamed(tensor, names);
    }

    private static Tensor Unnamed(Tensor tensor, string[]? names) =>
        names is null ? tensor : throw new NotSupportedException("Dimensions have no names here; leave 'names' null.");

    // The elements are copied to memory of libtorch's own: no managed array is pinned for a tensor's life.
    private static unsafe Tensor FromValues<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<long> dimensions, ScalarType stored, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        var tensor = empty(dimensions, stored, CPU);
        if (tensor.numel() != values.Length)
        {
            tensor.Dispose();
            throw new ArgumentException(
                $"{values.Length} elements do not fill the shape [{string.Join(", ", dimensions.ToArray())}].", nameof(dimensions));
        }

        values.CopyTo(new Span<T>(tensor.Metadata(nameof(torch.tensor)).Data, values.Length));
        return Placed(tensor, dtype, device, requires_grad);
    }

    private static unsafe Tensor FromArray<T>(Array values, ScalarType stored, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        var dimensions = new long[values.Rank];
        for (var i = 0; i < dimensions.Length; i++)
            dimensions[i] = values.GetLongLength(i);

        ref var first = ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(
            ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(values));
        var elements = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref first, values.Length);
        return FromValues(elements, dimensions, stored, dtype, device, requires_grad);
    }

    private static Tensor Placed(Tensor tensor, ScalarType? dtype, Device? device, bool requires_grad)
    {
        var placed = tensor.to(dtype ?? tensor.dtype, InitializeDevice(device), disposeAfter: true);
        return Made(placed, requires_grad);
    }
}
