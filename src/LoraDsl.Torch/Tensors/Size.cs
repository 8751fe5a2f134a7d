using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The size of each dimension of a tensor.</summary>
    public struct Size : IEnumerable<long>, IEnumerable
    {
        /// <summary>The size of a tensor without dimensions.</summary>
        public static Size Empty = new(Array.Empty<long>());

        private readonly long[]? extents;

        /// <summary>A size of the given extents.</summary>
        public Size(long[] shape) => extents = (long[])shape.Clone();

        /// <inheritdoc cref="Size(long[])"/>
        public Size(IEnumerable<long> shape) => extents = [.. shape];

        /// <inheritdoc cref="Size(long[])"/>
        public Size(int[] shape) => extents = [.. shape];

        /// <summary>A size of one dimension.</summary>
        public Size(long size) => extents = [size];

        /// <inheritdoc cref="Size(long)"/>
        public Size(int size) => extents = [size];

        /// <summary>A size of several dimensions.</summary>
        public Size((long, long) size) => extents = [size.Item1, size.Item2];

        /// <inheritdoc cref="Size(ValueTuple{long, long})"/>
        public Size((long, long, long) size) => extents = [size.Item1, size.Item2, size.Item3];

        /// <inheritdoc cref="Size(ValueTuple{long, long})"/>
        public Size((long, long, long, long) size) => extents = [size.Item1, size.Item2, size.Item3, size.Item4];

        /// <inheritdoc cref="Size(ValueTuple{long, long})"/>
        public Size((long, long, long, long, long) size) => extents = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5];

        /// <inheritdoc cref="Size(ValueTuple{long, long})"/>
        public Size((long, long, long, long, long, long) size) => extents = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5, size.Item6];

        /// <inheritdoc cref="Size(ValueTuple{long, long})"/>
        public Size((int, int) size) => extents = [size.Item1, size.Item2];

        /// <inheritdoc cref="Size(ValueTuple{long, long})"/>
        public Size((int, int, int) size) => extents = [size.Item1, size.Item2, size.Item3];

        /// <inheritdoc cref="Size(ValueTuple{long, long})"/>
        public Size((int, int, int, int) size) => extents = [size.Item1, size.Item2, size.Item3, size.Item4];

        /// <inheritdoc cref="Size(ValueTuple{long, long})"/>
        public Size((int, int, int, int, int) size) => extents = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5];

        /// <inheritdoc cref="Size(ValueTuple{long, long})"/>
        public Size((int, int, int, int, int, int) size) => extents = [size.Item1, size.Item2, size.Item3, size.Item4, size.Item5, size.Item6];

        /// <summary>The extents; not to be written to.</summary>
        public long[] Shape => extents ?? [];

        /// <summary>The number of dimensions.</summary>
        public int Length => Shape.Length;

        /// <summary>Whether there are no dimensions.</summary>
        public bool IsEmpty => Length == 0;

        /// <summary>Whether there are no dimensions.</summary>
        public bool IsScalar => Length == 0;

        /// <summary>The size of a dimension.</summary>
        public long this[int idx] => Shape[idx];

        /// <inheritdoc cref="this[int]"/>
        public long this[long idx] => Shape[idx];

        /// <summary>The number of elements.</summary>
        public long numel() => Shape.Aggregate(1L, (product, extent) => product * extent);

        /// <summary>The extents from one dimension up to another.</summary>
        public Size Slice(int first, int next) => new(Shape[first..next]);

        /// <summary>The first extents.</summary>
        public IEnumerable<long> Take(int i) => Shape.Take(i);

        /// <summary>The extents in order.</summary>
        public IEnumerator<long> GetEnumerator() => ((IEnumerable<long>)Shape).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Size other && this == other;

        /// <inheritdoc/>
        public override int GetHashCode() => Shape.Aggregate(17, HashCode.Combine);

        /// <summary>Whether all extents are equal.</summary>
        public static bool operator ==(Size left, Size right) => left.Shape.AsSpan().SequenceEqual(right.Shape);

        /// <summary>Whether any extent differs.</summary>
        public static bool operator !=(Size left, Size right) => !(left == right);

        /// <summary>The dimensions of both, one after the other.</summary>
        public static Size operator +(Size left, Size right) => new(left.Shape.Concat(right.Shape));

        /// <inheritdoc cref="op_Addition(Size, Size)"/>
        public static Size operator +(Size left, IEnumerable<long> right) => new(left.Shape.Concat(right));

        /// <summary>A size of the given extents.</summary>
        public static implicit operator Size(long[] size) => new(size);

        /// <inheritdoc cref="op_Implicit(long[])"/>
        public static implicit operator Size(long size) => new(size);

        /// <inheritdoc cref="op_Implicit(long[])"/>
        public static implicit operator Size((long, long) size) => new(size);

        /// <inheritdoc cref="op_Implicit(long[])"/>
        public static implicit operator Size((long, long, long) size) => new(size);

        /// <inheritdoc cref="op_Implicit(long[])"/>
        public static implicit operator Size((long, long, long, long) size) => new(size);

        /// <inheritdoc cref="op_Implicit(long[])"/>
        public static implicit operator Size((long, long, long, long, long) size) => new(size);

        /// <inheritdoc cref="op_Implicit(long[])"/>
        public static implicit operator Size((long, long, long, long, long, long) size) => new(size);
    }
}
