namespace TorchSharp;

public static partial class torch
{
    /// <summary>A number as a tensor without dimensions.</summary>
    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false) => FromValues<short>([scalar], [], ScalarType.Int16, null, device, requires_grad);

    /// <summary>A copy of the numbers, in the shape of the array or in the one given.</summary>
    public static Tensor tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<short>(rawArray, [rawArray.Length], ScalarType.Int16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(short[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(short[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<short>(rawArray, dimensions, ScalarType.Int16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(short[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(short[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<short>(rawArray, ScalarType.Int16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(short[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(short[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<short>(rawArray, ScalarType.Int16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(short[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(short[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<short>(rawArray, ScalarType.Int16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(short[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<short> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<short>([.. rawArray], [rawArray.Count], ScalarType.Int16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(short[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<short> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<short>([.. rawArray], dimensions, ScalarType.Int16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(short[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<short> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<short>([.. rawArray], [rows, columns], ScalarType.Int16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(short[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<short> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<short>([.. rawArray], [dim0, dim1, dim2], ScalarType.Int16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(short[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<short> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<short>([.. rawArray], [dim0, dim1, dim2, dim3], ScalarType.Int16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(short[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Memory<short> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<short>(rawArray.Span, dimensions, ScalarType.Int16, dtype, device, requires_grad), names);
}
