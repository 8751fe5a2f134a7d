using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements under indices, one for each dimension from the first on; written to, they take a value, broadcast and converted.</summary>
        /// <exception cref="ArgumentException">There are more indices than dimensions, or two ellipses.</exception>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <inheritdoc cref="this[TensorIndex[]]"/>
        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <inheritdoc cref="this[TensorIndex[]]"/>
        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Singles(indices));
            set => index_put_(value, Singles(indices));
        }

        /// <inheritdoc cref="this[TensorIndex[]]"/>
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, Singles(i1));
        }

        /// <inheritdoc cref="this[TensorIndex[]]"/>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(Singles(i1, i2));
            set => index_put_(value, Singles(i1, i2));
        }

        /// <inheritdoc cref="this[TensorIndex[]]"/>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(Singles(i1, i2, i3));
            set => index_put_(value, Singles(i1, i2, i3));
        }

        /// <inheritdoc cref="this[TensorIndex[]]"/>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(Singles(i1, i2, i3, i4));
            set => index_put_(value, Singles(i1, i2, i3, i4));
        }

        /// <summary>The elements under indices, one for each dimension from the first on.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            if (indices.Length == 1 && IndexedView.Along(this, indices[0]) is { } along)
                return along;
            using var view = new IndexedView(this, indices);
            return view.Read();
        }

        /// <inheritdoc cref="index(TensorIndex[])"/>
        public Tensor index(params Tensor[] indices) => index(Tensors(indices));

        /// <summary>Writes a value, broadcast and converted, to the elements under indices; with accumulate, adds it.</summary>
        /// <returns>This tensor.</returns>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var view = new IndexedView(this, indices);
            view.Write(value, accumulate);
            return this;
        }

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[], bool)"/>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => index_put_(value, Tensors(indices), accumulate);

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[], bool)"/>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var scalar = full(Array.Empty<long>(), value, dtype, device);
            return index_put_(scalar, indices, accumulate: false);
        }

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[], bool)"/>
        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Tensors(indices));

        private static TensorIndex[] Singles(params long[] indices) => [.. indices.Select(index => TensorIndex.Single(index))];

        private static TensorIndex[] Tensors(Tensor[] indices) => [.. indices.Select(TensorIndex.Tensor)];
    }
}
