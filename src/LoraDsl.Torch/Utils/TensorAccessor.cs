using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>
/// The elements of a tensor in the order of their indices. A tensor on the processor is read and written in place; of any
/// other this is a copy, and read-only.
/// </summary>
/// <typeparam name="T">The .NET type of the elements.</typeparam>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly long[] sizes;
    private readonly long[] strides;
    private readonly bool owned;

    internal TensorAccessor(Tensor source)
    {
        ElementTypes.Check<T>(source.dtype);
        owned = !source.is_cpu();
        tensor = owned ? source.cpu().DetachFromDisposeScope() : source;
        sizes = tensor.shape;
        strides = tensor.stride();
        Count = tensor.numel();
    }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>Whether writing is refused, because the elements are a copy of those of another device.</summary>
    public bool IsReadOnly => owned;

    /// <summary>One element: by an index for each dimension, or by one index in the order of all elements.</summary>
    /// <exception cref="ArgumentException">The number of indices is another.</exception>
    /// <exception cref="IndexOutOfRangeException">An index is too large or negative.</exception>
    public T this[params long[] indices]
    {
        get => At(Offset(indices));
        set
        {
            if (IsReadOnly)
                throw new InvalidOperationException("The tensor is not on the processor: what would be written is a copy.");
            At(Offset(indices)) = value;
        }
    }

    /// <summary>The elements in an array of one dimension.</summary>
    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    /// <summary>The elements in an array of the tensor's shape; a single value where it has no dimensions.</summary>
    public Array ToNDArray()
    {
        var array = Array.CreateInstance(typeof(T), sizes.Length == 0 ? [1] : sizes);
        var target = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(
                ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array)), array.Length);
        CopyTo(target);
        return array;
    }

    /// <summary>Copies elements, from one place in the tensor on, until the array is full or the tensor ends.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <inheritdoc cref="CopyTo(T[], int, long)"/>
    public unsafe void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var length = (int)Math.Min(target.Length, Count - tensorIndex);
        if (tensor.is_contiguous())
        {
            new ReadOnlySpan<T>((T*)Data + tensorIndex, length).CopyTo(target);
            GC.KeepAlive(this);
            return;
        }

        for (var i = 0; i < length; i++)
            target[i] = At(OffsetOf(tensorIndex + i));
    }

    /// <summary>Copies elements into the tensor, from one place on, until the array or the tensor ends.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <inheritdoc cref="CopyFrom(T[], int, long)"/>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        if (IsReadOnly)
            throw new InvalidOperationException("The tensor is not on the processor: what would be written is a copy.");
        var source = array[arrayIndex..];
        var length = (int)Math.Min(source.Length, Count - tensorIndex);
        for (var i = 0; i < length; i++)
            At(OffsetOf(tensorIndex + i)) = source[i];
    }

    /// <summary>The elements in the order of their indices.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0L; i < Count; i++)
            yield return At(OffsetOf(i));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Frees the copy, where there is one; the tensor itself stays.</summary>
    public void Dispose()
    {
        if (owned)
            tensor.Dispose();
    }

    /// <summary>Whether the other object gives access to equal elements in the same order.</summary>
    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => tensor.GetHashCode();

    /// <summary>Whether both have equal elements in the same order.</summary>
    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) =>
        left.Count == right.Count && left.SequenceEqual(right);

    /// <summary>Whether any element differs.</summary>
    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    private unsafe void* Data => tensor.Metadata(nameof(Tensor.data)).Data;

    private unsafe ref T At(long offset) => ref ((T*)Data)[offset];

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && sizes.Length != 1)
            return OffsetOf(indices[0]);
        if (indices.Length != sizes.Length)
            throw new ArgumentException($"{indices.Length} indices were given for {sizes.Length} dimensions.", nameof(indices));

        var offset = 0L;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= sizes[i])
                throw new IndexOutOfRangeException($"Index {indices[i]} is outside of dimension {i}, which has {sizes[i]} elements.");
            offset += indices[i] * strides[i];
        }

        return offset;
    }

    private long OffsetOf(long position)
    {
        if (position < 0 || position >= Count)
            throw new IndexOutOfRangeException($"Index {position} is outside of the tensor, which has {Count} elements.");

        var offset = 0L;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            offset += position % sizes[i] * strides[i];
            position /= sizes[i];
        }

        return offset;
    }
}
