using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <inheritdoc cref="Tensor.squeeze_(long?)"/>
    public static Tensor squeeze_(Tensor input, long? dim = null) => input.squeeze_(dim);

    /// <inheritdoc cref="Tensor.roll(ReadOnlySpan{long}, ReadOnlySpan{long})"/>
    public static Tensor roll(Tensor input, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => input.roll(shifts, dims);

    /// <inheritdoc cref="Tensor.roll(ReadOnlySpan{long}, ReadOnlySpan{long})"/>
    public static Tensor roll(Tensor input, (long, long) shifts, (long, long) dims) => input.roll(shifts, dims);

    /// <inheritdoc cref="Tensor.roll(ReadOnlySpan{long}, ReadOnlySpan{long})"/>
    public static Tensor roll(Tensor input, (long, long, long) shifts, (long, long, long) dims) => input.roll(shifts, dims);

    /// <summary>Dimensions moved to other places.</summary>
    public static Tensor moveaxis(Tensor input, (long, long) source, (long, long) destination) =>
        input.movedim([source.Item1, source.Item2], [destination.Item1, destination.Item2]);

    /// <inheritdoc cref="moveaxis(Tensor, ValueTuple{long, long}, ValueTuple{long, long})"/>
    public static Tensor moveaxis(Tensor input, (long, long, long) source, (long, long, long) destination) =>
        input.movedim([source.Item1, source.Item2, source.Item3], [destination.Item1, destination.Item2, destination.Item3]);

    /// <inheritdoc cref="moveaxis(Tensor, ValueTuple{long, long}, ValueTuple{long, long})"/>
    public static Tensor moveaxis(Tensor input, (long, long, long, long) source, (long, long, long, long) destination) =>
        input.movedim([source.Item1, source.Item2, source.Item3, source.Item4], [destination.Item1, destination.Item2, destination.Item3, destination.Item4]);

    /// <summary>The tensors with at least one dimension each.</summary>
    public static IEnumerable<Tensor> atleast_1d(params Tensor[] input) => [.. input.Select(one => one.atleast_1d())];

    /// <summary>The tensors with at least two dimensions each.</summary>
    public static IEnumerable<Tensor> atleast_2d(params Tensor[] input) => [.. input.Select(one => one.atleast_2d())];

    /// <summary>The tensors with at least three dimensions each.</summary>
    public static IEnumerable<Tensor> atleast_3d(params Tensor[] input) => [.. input.Select(one => one.atleast_3d())];

    /// <inheritdoc cref="Tensor.tensordot(Tensor, ValueTuple{long, long}[])"/>
    public static Tensor tensordot(Tensor a, Tensor b, (long, long)[] dims) => a.tensordot(b, dims);

    /// <inheritdoc cref="Tensor.take_along_dim(Tensor, long)"/>
    public static Tensor take_along_dim(Tensor input, Tensor indices, long dim = 0) => input.take_along_dim(indices, dim);

    /// <inheritdoc cref="Tensor.take_along_dim(Tensor, long)"/>
    public static Tensor take_along_dim(Tensor input, IEnumerable<long> indices, long dim = 0) => input.take_along_dim(indices, dim);

    /// <inheritdoc cref="Tensor.gather(long, Tensor)"/>
    /// <param name="input">The elements.</param>
    /// <param name="dim">The dimension along which they are picked.</param>
    /// <param name="index">Their indices.</param>
    /// <param name="sparse_grad">Whether the gradient is a sparse tensor.</param>
    public static Tensor gather(Tensor input, long dim, Tensor index, bool sparse_grad = false) => Gather.Call(input, dim, index, sparse_grad);

    /// <summary>The shape to which all shapes broadcast.</summary>
    /// <exception cref="ArgumentException">Two sizes of a dimension differ and neither is 1.</exception>
    public static Size broadcast_shapes(params long[][] shapes)
    {
        var result = new long[shapes.Max(shape => shape.Length)];
        Array.Fill(result, 1);
        foreach (var shape in shapes)
        {
            for (var i = 1; i <= shape.Length; i++)
            {
                ref var size = ref result[^i];
                if (size != 1 && shape[^i] != 1 && size != shape[^i])
                    throw new ArgumentException($"Shapes do not broadcast: the dimension {i} from the end is {size} in one and {shape[^i]} in another.", nameof(shapes));
                size = size == 1 ? shape[^i] : size;
            }
        }
        return new Size(result);
    }

    private static readonly Operator Gather = new("aten::gather");
}
