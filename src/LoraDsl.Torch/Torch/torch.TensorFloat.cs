namespace TorchSharp;

public static partial class torch
{
    /// <summary>A number as a tensor without dimensions.</summary>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) => FromValues<float>([scalar], [], ScalarType.Float32, null, device, requires_grad);

    /// <summary>A copy of the numbers, in the shape of the array or in the one given.</summary>
    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<float>(rawArray, [rawArray.Length], ScalarType.Float32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(float[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<float>(rawArray, dimensions, ScalarType.Float32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(float[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<float>(rawArray, ScalarType.Float32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(float[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(float[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<float>(rawArray, ScalarType.Float32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(float[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(float[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromArray<float>(rawArray, ScalarType.Float32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(float[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<float>([.. rawArray], [rawArray.Count], ScalarType.Float32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(float[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<float>([.. rawArray], dimensions, ScalarType.Float32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(float[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<float> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<float>([.. rawArray], [rows, columns], ScalarType.Float32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(float[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<float> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<float>([.. rawArray], [dim0, dim1, dim2], ScalarType.Float32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(float[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(IList<float> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<float>([.. rawArray], [dim0, dim1, dim2, dim3], ScalarType.Float32, dtype, device, requires_grad), names);

    /// <inheritdoc cref="tensor(float[],ScalarType?,Device,bool,string[])"/>
    public static Tensor tensor(Memory<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Unnamed(FromValues<float>(rawArray.Span, dimensions, ScalarType.Float32, dtype, device, requires_grad), names);
}
