namespace TorchSharp;

public static partial class torch
{
    /// <summary>A number as a tensor without dimensions.</summary>
    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) => FromValues<byte>([scalar], [], ScalarType.Byte, null, device, requires_grad);

    /// <summary>A copy of the numbers, in the shape of the array or in the one given.</summary>
    public static Tensor tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<byte>(rawArray, [rawArray.Length], ScalarType.Byte, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(byte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<byte>(rawArray, dimensions, ScalarType.Byte, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(byte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(byte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<byte>(rawArray, ScalarType.Byte, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(byte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(byte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<byte>(rawArray, ScalarType.Byte, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(byte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(byte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<byte>(rawArray, ScalarType.Byte, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(byte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<byte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<byte>([.. rawArray], [rawArray.Count], ScalarType.Byte, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(byte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<byte>([.. rawArray], dimensions, ScalarType.Byte, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(byte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<byte> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<byte>([.. rawArray], [rows, columns], ScalarType.Byte, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(byte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<byte> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<byte>([.. rawArray], [dim0, dim1, dim2], ScalarType.Byte, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(byte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<byte> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<byte>([.. rawArray], [dim0, dim1, dim2, dim3], ScalarType.Byte, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(byte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Memory<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<byte>(rawArray.Span, dimensions, ScalarType.Byte, dtype, device, requires_grad), names);
}
