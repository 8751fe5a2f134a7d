namespace TorchSharp;

public static partial class torch
{
    /// <summary>A number as a tensor without dimensions.</summary>
    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false) => FromValues<sbyte>([scalar], [], ScalarType.Int8, null, device, requires_grad);

    /// <summary>A copy of the numbers, in the shape of the array or in the one given.</summary>
    public static Tensor tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<sbyte>(rawArray, [rawArray.Length], ScalarType.Int8, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(sbyte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(sbyte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<sbyte>(rawArray, dimensions, ScalarType.Int8, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(sbyte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(sbyte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<sbyte>(rawArray, ScalarType.Int8, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(sbyte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(sbyte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<sbyte>(rawArray, ScalarType.Int8, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(sbyte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(sbyte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<sbyte>(rawArray, ScalarType.Int8, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(sbyte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<sbyte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<sbyte>([.. rawArray], [rawArray.Count], ScalarType.Int8, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(sbyte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<sbyte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<sbyte>([.. rawArray], dimensions, ScalarType.Int8, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(sbyte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<sbyte> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<sbyte>([.. rawArray], [rows, columns], ScalarType.Int8, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(sbyte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<sbyte> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<sbyte>([.. rawArray], [dim0, dim1, dim2], ScalarType.Int8, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(sbyte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<sbyte> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<sbyte>([.. rawArray], [dim0, dim1, dim2, dim3], ScalarType.Int8, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(sbyte[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Memory<sbyte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<sbyte>(rawArray.Span, dimensions, ScalarType.Int8, dtype, device, requires_grad), names);
}
