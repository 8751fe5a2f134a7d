namespace TorchSharp;

public static partial class torch
{
    /// <summary>A number as a tensor without dimensions.</summary>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromValues<long>([scalar], [], ScalarType.Int64, dtype, device, requires_grad);

    /// <summary>A copy of the numbers, in the shape of the array or in the one given.</summary>
    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<long>(dataArray, [dataArray.Length], ScalarType.Int64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(long[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<long>(dataArray, dimensions, ScalarType.Int64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(long[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<long>(rawArray, ScalarType.Int64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(long[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(long[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<long>(rawArray, ScalarType.Int64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(long[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(long[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<long>(rawArray, ScalarType.Int64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(long[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<long>([.. rawArray], [rawArray.Count], ScalarType.Int64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(long[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<long>([.. rawArray], dimensions, ScalarType.Int64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(long[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<long> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<long>([.. rawArray], [rows, columns], ScalarType.Int64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(long[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<long> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<long>([.. rawArray], [dim0, dim1, dim2], ScalarType.Int64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(long[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<long> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<long>([.. rawArray], [dim0, dim1, dim2, dim3], ScalarType.Int64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(long[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Memory<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<long>(rawArray.Span, dimensions, ScalarType.Int64, dtype, device, requires_grad), names);
}
