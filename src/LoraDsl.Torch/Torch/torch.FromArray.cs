namespace TorchSharp;

public static partial class torch
{
    /// <summary>A copy of an array of numbers, of any rank, in its shape.</summary>
    /// <param name="rawArray">The numbers.</param>
    /// <param name="dtype">The type of the elements; that of the array's where null.</param>
    /// <param name="device">Where the elements are; on the default device where null.</param>
    /// <param name="requires_grad">Whether operations on the tensor are recorded for backward.</param>
    /// <param name="names">Null: dimensions have no names here.</param>
    /// <exception cref="NotSupportedException">The array's elements are no numbers.</exception>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromAnyArray(rawArray, dtype, device, requires_grad), names);

    /// <inheritdoc cref="from_array(Array, ScalarType?, Device?, bool, string[])"/>
    public static Tensor from_array(Array rawArray, Device? device = null) => FromAnyArray(rawArray, null, device, requires_grad: false);

    /// <inheritdoc cref="from_array(Array, ScalarType?, Device?, bool, string[])"/>
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => FromAnyArray(data, dtype, device, requires_grad: false);

    /// <summary>A copy of a stretch of an array's memory, in one dimension.</summary>
    /// <param name="rawArray">The array, of one dimension.</param>
    /// <param name="dtype">How its memory is read.</param>
    /// <param name="count">The number of elements; all that follow the offset where -1.</param>
    /// <param name="offset">Where to start, in bytes.</param>
    /// <param name="requires_grad">Whether operations on the tensor are recorded for backward.</param>
    /// <exception cref="ArgumentException">The array does not hold that much.</exception>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        var memory = BytesOf(rawArray);
        var size = dtype.ElementSize();
        var length = count == -1 ? (memory.Length - offset) / size : count;
        if (offset < 0 || length < 0 || offset + length * size > memory.Length)
            throw new ArgumentException($"frombuffer: {length} elements of {size} bytes from byte {offset} on are not in an array of {memory.Length} bytes", nameof(rawArray));

        var tensor = empty([length], dtype, CPU);
        memory.Slice((int)offset, (int)(length * size)).CopyTo(tensor.bytes);
        return Made(tensor, requires_grad);
    }

    private static Tensor FromAnyArray(Array values, ScalarType? dtype, Device? device, bool requires_grad) => Type.GetTypeCode(values.GetType().GetElementType()) switch
    {
        TypeCode.Boolean => FromArray<bool>(values, ScalarType.Bool, dtype, device, requires_grad),
        TypeCode.Byte => FromArray<byte>(values, ScalarType.Byte, dtype, device, requires_grad),
        TypeCode.SByte => FromArray<sbyte>(values, ScalarType.Int8, dtype, device, requires_grad),
        TypeCode.Int16 => FromArray<short>(values, ScalarType.Int16, dtype, device, requires_grad),
        TypeCode.Int32 => FromArray<int>(values, ScalarType.Int32, dtype, device, requires_grad),
        TypeCode.Int64 => FromArray<long>(values, ScalarType.Int64, dtype, device, requires_grad),
        TypeCode.Single => FromArray<float>(values, ScalarType.Float32, dtype, device, requires_grad),
        TypeCode.Double => FromArray<double>(values, ScalarType.Float64, dtype, device, requires_grad),
        _ when values.GetType().GetElementType() == typeof(Half) => FromArray<Half>(values, ScalarType.Float16, dtype, device, requires_grad),
        _ when values.GetType().GetElementType() == typeof(BFloat16) => FromArray<BFloat16>(values, ScalarType.BFloat16, dtype, device, requires_grad),
        _ => throw new NotSupportedException($"The elements of a {values.GetType().Name} are no numbers that a tensor holds."),
    };

    private static Span<byte> BytesOf(Array values) => System.Runtime.InteropServices.MemoryMarshal.CreateSpan(
        ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(values), Buffer.ByteLength(values));
}
