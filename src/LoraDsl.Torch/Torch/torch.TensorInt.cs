namespace TorchSharp;

public static partial class torch
{
    /// <summary>A number as a tensor without dimensions.</summary>
    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) => FromValues<int>([scalar], [], ScalarType.Int32, null, device, requires_grad);

    /// <summary>A copy of the numbers, in the shape of the array or in the one given.</summary>
    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<int>(rawArray, [rawArray.Length], ScalarType.Int32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(int[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<int>(rawArray, dimensions, ScalarType.Int32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(int[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(int[] rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<int>(rawArray, [dim0, dim1, dim2, dim3], ScalarType.Int32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(int[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<int>(rawArray, ScalarType.Int32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(int[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(int[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<int>(rawArray, ScalarType.Int32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(int[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(int[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<int>(rawArray, ScalarType.Int32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(int[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<int>([.. rawArray], [rawArray.Count], ScalarType.Int32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(int[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<int>([.. rawArray], dimensions, ScalarType.Int32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(int[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<int> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<int>([.. rawArray], [rows, columns], ScalarType.Int32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(int[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<int> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<int>([.. rawArray], [dim0, dim1, dim2], ScalarType.Int32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(int[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Memory<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<int>(rawArray.Span, dimensions, ScalarType.Int32, dtype, device, requires_grad), names);
}
