using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Parts of about equal size along a dimension.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => Chunk.CallMany(this, chunks, dim);

        /// <summary>Parts of a size, or of given sizes, along a dimension.</summary>
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => SplitWithSizes.CallMany(this, sizes, dim);

        /// <inheritdoc cref="split(ReadOnlySpan{long},long)"/>
        public Tensor[] split(long size, int dim = 0) => SplitTensor.CallMany(this, size, dim);

        /// <inheritdoc cref="split(ReadOnlySpan{long},long)"/>
        public Tensor[] split(long[] sizes, long dim = 0) => SplitWithSizes.CallMany(this, sizes, dim);

        /// <summary>Parts along a dimension: a number of them, or at indices.</summary>
        public Tensor[] tensor_split(long size, long dim = 0) => TensorSplitSections.CallMany(this, size, dim);

        /// <inheritdoc cref="tensor_split(long,long)"/>
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => TensorSplitIndices.CallMany(this, sizes, dim);

        /// <summary>The tensor's slices along a dimension.</summary>
        public Tensor[] unbind(long dimension = 0) => UnbindInt.CallMany(this, dimension);

        private static readonly Operator Chunk = new("aten::chunk");
        private static readonly Operator SplitTensor = new("aten::split", "Tensor");
        private static readonly Operator SplitWithSizes = new("aten::split_with_sizes");
        private static readonly Operator TensorSplitIndices = new("aten::tensor_split", "indices");
        private static readonly Operator TensorSplitSections = new("aten::tensor_split", "sections");
        private static readonly Operator UnbindInt = new("aten::unbind", "int");
    }
}
