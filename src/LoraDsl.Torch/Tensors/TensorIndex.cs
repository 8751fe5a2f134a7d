namespace TorchSharp;

public static partial class torch
{
    /// <summary>How one dimension is indexed.</summary>
    public struct TensorIndex
    {
        internal enum Kind
        {
            Slice,
            Single,
            NewDimension,
            Bool,
            Tensor,
            Ellipsis,
        }

        /// <summary>All indices of a dimension.</summary>
        public static TensorIndex Colon = Slice();

        /// <summary>All dimensions that no other index names.</summary>
        public static TensorIndex Ellipsis = new() { IndexKind = Kind.Ellipsis };

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex None = new() { IndexKind = Kind.NewDimension };

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex Null = new() { IndexKind = Kind.NewDimension };

        internal Kind IndexKind { get; private set; }

        internal long? Start { get; private set; }

        internal long? Stop { get; private set; }

        internal long Step { get; private set; }

        internal Tensor? Indices { get; private set; }

        internal readonly bool IsTrue => Start == 1;

        /// <summary>The indices from start up to, not including, stop by steps; null leaves a side open.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { IndexKind = Kind.Slice, Start = start, Stop = stop, Step = step ?? 1 };

        /// <inheritdoc cref="Slice(long?, long?, long?)"/>
        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        /// <inheritdoc cref="Slice(long?, long?, long?)"/>
        public static TensorIndex Slice(Range range) =>
            Slice(Place(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : Place(range.End));

        /// <summary>A new dimension, of size 1 where the value is true and 0 where it is false.</summary>
        public static TensorIndex Bool(bool value) => new() { IndexKind = Kind.Bool, Start = value ? 1 : 0 };

        /// <summary>One index, which takes the dimension away; negative ones count from the end. Null: a new dimension.</summary>
        public static TensorIndex Single(long? index) =>
            index is { } given ? new() { IndexKind = Kind.Single, Start = given } : None;

        /// <summary>The indices in a tensor, or the places where a tensor of truth values is true.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { IndexKind = Kind.Tensor, Indices = tensor };

        /// <inheritdoc cref="Single(long?)"/>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <inheritdoc cref="Single(long?)"/>
        public static implicit operator TensorIndex(Index index) => Single(Place(index));

        /// <inheritdoc cref="Slice(long?, long?, long?)"/>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <inheritdoc cref="Slice(long?, long?, long?)"/>
        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        private static long Place(Index index) => index.IsFromEnd ? -(long)index.Value : index.Value;
    }
}
