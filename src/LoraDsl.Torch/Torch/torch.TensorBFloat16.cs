namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor without dimensions.</summary>
    public static Tensor tensor(BFloat16 scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromValues<BFloat16>([scalar], [], ScalarType.BFloat16, dtype, device, requires_grad);

    /// <summary>A copy of the numbers, in the shape of the array or in the one given.</summary>
    public static Tensor tensor(BFloat16[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<BFloat16>(rawArray, [rawArray.Length], ScalarType.BFloat16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(BFloat16[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(BFloat16[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<BFloat16>(rawArray, dimensions, ScalarType.BFloat16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(BFloat16[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(BFloat16[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<BFloat16>(rawArray, ScalarType.BFloat16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(BFloat16[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(BFloat16[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<BFloat16>(rawArray, ScalarType.BFloat16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(BFloat16[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(BFloat16[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<BFloat16>(rawArray, ScalarType.BFloat16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(BFloat16[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<BFloat16> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<BFloat16>([.. rawArray], [rawArray.Count], ScalarType.BFloat16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(BFloat16[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<BFloat16> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<BFloat16>([.. rawArray], dimensions, ScalarType.BFloat16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(BFloat16[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<BFloat16> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<BFloat16>([.. rawArray], [rows, columns], ScalarType.BFloat16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(BFloat16[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<BFloat16> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<BFloat16>([.. rawArray], [dim0, dim1, dim2], ScalarType.BFloat16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(BFloat16[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<BFloat16> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<BFloat16>([.. rawArray], [dim0, dim1, dim2, dim3], ScalarType.BFloat16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(BFloat16[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Memory<BFloat16> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<BFloat16>(rawArray.Span, dimensions, ScalarType.BFloat16, dtype, device, requires_grad), names);
}
