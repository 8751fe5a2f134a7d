namespace TorchSharp;

public static partial class torch
{
    /// <inheritdoc cref="Tensor.amax(long[], bool, Tensor)"/>
    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);

    /// <inheritdoc cref="Tensor.amax(long[], bool, Tensor)"/>
    public static Tensor amax(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);

    /// <inheritdoc cref="Tensor.amin(long[], bool, Tensor)"/>
    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);

    /// <inheritdoc cref="Tensor.amin(long[], bool, Tensor)"/>
    public static Tensor amin(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);

    /// <inheritdoc cref="Tensor.aminmax(long?, bool)"/>
    public static (Tensor, Tensor) aminmax(Tensor input, long? dim = null, bool keepdim = false) => input.aminmax(dim, keepdim);

    /// <inheritdoc cref="Tensor.cummax(long)"/>
    public static (Tensor, Tensor) cummax(Tensor input, long dim) => input.cummax(dim);

    /// <inheritdoc cref="Tensor.cummin(long)"/>
    public static (Tensor, Tensor) cummin(Tensor input, long dim) => input.cummin(dim);

    /// <inheritdoc cref="Tensor.mode(long, bool)"/>
    public static (Tensor, Tensor) mode(Tensor input, long dim = -1, bool keepdim = false) => input.mode(dim, keepdim);
}
