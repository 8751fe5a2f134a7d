namespace TorchSharp;

public static partial class torch
{
    /// <summary>A number as a tensor without dimensions.</summary>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FromValues<double>([scalar], [], ScalarType.Float64, dtype, device, requires_grad);

    /// <summary>A copy of the numbers, in the shape of the array or in the one given.</summary>
    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<double>(rawArray, [rawArray.Length], ScalarType.Float64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(double[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<double>(rawArray, dimensions, ScalarType.Float64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(double[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<double>(rawArray, ScalarType.Float64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(double[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<double>(rawArray, ScalarType.Float64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(double[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(double[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<double>(rawArray, ScalarType.Float64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(double[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<double> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<double>([.. rawArray], [rawArray.Count], ScalarType.Float64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(double[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<double> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<double>([.. rawArray], [rows, columns], ScalarType.Float64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(double[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<double> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<double>([.. rawArray], [dim0, dim1, dim2], ScalarType.Float64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(double[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<double> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<double>([.. rawArray], [dim0, dim1, dim2, dim3], ScalarType.Float64, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(double[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Memory<double> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<double>(rawArray.Span, dimensions, ScalarType.Float64, dtype, device, requires_grad), names);
}
