using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The tensor as one that holds its elements other than zero only.</summary>
        public Tensor to_sparse() => ToSparse.Call(this);

        /// <summary>The tensor as one that holds the slices other than zero of its first dimensions only.</summary>
        public Tensor to_sparse(int sparse_dim) => ToSparseDim.Call(this, sparse_dim);

        /// <summary>The tensor with all of its elements.</summary>
        public Tensor to_dense() => ToDense.Call(this);

        /// <summary>The indices of a sparse tensor, (dimensions, elements).</summary>
        public Tensor SparseIndices => RawIndices.Call(this);

        /// <summary>The elements of a sparse tensor.</summary>
        public Tensor SparseValues => RawValues.Call(this);

        private static readonly Operator RawIndices = new("aten::_indices");
        private static readonly Operator RawValues = new("aten::_values");
        private static readonly Operator ToDense = new("aten::to_dense");
        private static readonly Operator ToSparse = new("aten::to_sparse");
        private static readonly Operator ToSparseDim = new("aten::to_sparse", "sparse_dim");
    }

    /// <summary>A sparse tensor; elements under the same indices are added.</summary>
    /// <param name="indices">(dimensions, elements).</param>
    /// <param name="values">(elements, …).</param>
    /// <param name="size">The shape.</param>
    /// <param name="dtype">The element type; the values' where null.</param>
    /// <param name="device">The device; the values' where null.</param>
    /// <param name="requires_grad">Whether gradients are recorded.</param>
    /// <param name="names">Must be null.</param>
    public static Tensor sparse_coo_tensor(Tensor indices, Tensor values, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Made(SparseOf.Call(indices, values, size, dtype ?? values.dtype, Value.None, device ?? values.device), requires_grad, names);

    /// <inheritdoc cref="sparse_coo_tensor"/>
    public static Tensor sparse(Tensor indices, Tensor values, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        sparse_coo_tensor(indices, values, size, dtype, device, requires_grad, names);

    private static readonly Operator SparseOf = new("aten::sparse_coo_tensor", "indices_size");
}
