namespace TorchSharp;

public static partial class torch
{
    /// <summary>A copy of the numbers, in the shape of the array or in the one given.</summary>
    public static Tensor tensor(Half[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<Half>(rawArray, [rawArray.Length], ScalarType.Float16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(Half[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Half[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<Half>(rawArray, dimensions, ScalarType.Float16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(Half[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Half[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<Half>(rawArray, ScalarType.Float16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(Half[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Half[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<Half>(rawArray, ScalarType.Float16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(Half[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Half[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<Half>(rawArray, ScalarType.Float16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(Half[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<Half> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<Half>([.. rawArray], [rawArray.Count], ScalarType.Float16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(Half[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<Half> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<Half>([.. rawArray], dimensions, ScalarType.Float16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(Half[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<Half> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<Half>([.. rawArray], [rows, columns], ScalarType.Float16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(Half[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<Half> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<Half>([.. rawArray], [dim0, dim1, dim2], ScalarType.Float16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(Half[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<Half> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<Half>([.. rawArray], [dim0, dim1, dim2, dim3], ScalarType.Float16, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(Half[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Memory<Half> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<Half>(rawArray.Span, dimensions, ScalarType.Float16, dtype, device, requires_grad), names);
}
