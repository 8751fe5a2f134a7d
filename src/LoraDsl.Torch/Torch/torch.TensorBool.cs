namespace TorchSharp;

public static partial class torch
{
    /// <summary>A number as a tensor without dimensions.</summary>
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromValues<bool>([scalar], [], ScalarType.Bool, dtype, device, requires_grad);

    /// <summary>A copy of the numbers, in the shape of the array or in the one given.</summary>
    public static Tensor tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<bool>(rawArray, [rawArray.Length], ScalarType.Bool, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(bool[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<bool>(rawArray, dimensions, ScalarType.Bool, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(bool[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(bool[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<bool>(rawArray, ScalarType.Bool, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(bool[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(bool[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<bool>(rawArray, ScalarType.Bool, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(bool[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(bool[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<bool>(rawArray, ScalarType.Bool, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(bool[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<bool> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<bool>([.. rawArray], [rawArray.Count], ScalarType.Bool, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(bool[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<bool> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<bool>([.. rawArray], dimensions, ScalarType.Bool, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(bool[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<bool> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<bool>([.. rawArray], [rows, columns], ScalarType.Bool, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(bool[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<bool> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<bool>([.. rawArray], [dim0, dim1, dim2], ScalarType.Bool, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(bool[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<bool> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<bool>([.. rawArray], [dim0, dim1, dim2, dim3], ScalarType.Bool, dtype, device, requires_grad), names);
}
