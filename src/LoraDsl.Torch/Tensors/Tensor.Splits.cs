using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Parts of the given sizes along the first dimension.</summary>
        public Tensor[] split(params long[] sizes) => split(sizes, 0);

        /// <summary>Parts along a dimension, cut before the given positions, or a number of parts.</summary>
        public Tensor[] tensor_split(Tensor indices, long dim = 0) => TensorSplitTensor.CallMany(this, indices, dim);

        /// <summary>A number of equal parts along the second dimension, or the only one.</summary>
        public Tensor[] hsplit(long size) => HSplit.CallMany(this, size);

        /// <summary>Parts along the second dimension, or the only one, cut before the given positions.</summary>
        public Tensor[] hsplit(params long[] sizes) => HSplitAt.CallMany(this, sizes);

        /// <inheritdoc cref="hsplit(long[])"/>
        public Tensor[] hsplit(Tensor indices) => hsplit(Positions(indices));

        /// <summary>A number of equal parts along the first of at least two dimensions.</summary>
        public Tensor[] vsplit(long size) => VSplit.CallMany(this, size);

        /// <summary>Parts along the first of at least two dimensions, cut before the given positions.</summary>
        public Tensor[] vsplit(params long[] sizes) => VSplitAt.CallMany(this, sizes);

        /// <inheritdoc cref="vsplit(long[])"/>
        public Tensor[] vsplit(Tensor indices) => vsplit(Positions(indices));

        /// <summary>A number of equal parts along the third dimension.</summary>
        public Tensor[] dsplit(long size) => DSplit.CallMany(this, size);

        /// <summary>Parts along the third dimension, cut before the given positions.</summary>
        public Tensor[] dsplit(params long[] sizes) => DSplitAt.CallMany(this, sizes);

        /// <inheritdoc cref="dsplit(long[])"/>
        public Tensor[] dsplit((long, long) indices_or_sections) => dsplit([indices_or_sections.Item1, indices_or_sections.Item2]);

        /// <inheritdoc cref="dsplit(long[])"/>
        public Tensor[] dsplit((long, long, long) indices_or_sections) => dsplit([indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3]);

        /// <inheritdoc cref="dsplit(long[])"/>
        public Tensor[] dsplit((long, long, long, long) indices_or_sections) =>
            dsplit([indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3, indices_or_sections.Item4]);

        /// <inheritdoc cref="dsplit(long[])"/>
        public Tensor[] dsplit(Tensor indices) => dsplit(Positions(indices));

        private static long[] Positions(Tensor indices)
        {
            using var plain = indices.to(ScalarType.Int64, CPU);
            return plain.data<long>().ToArray();
        }

        private static readonly Operator DSplit = new("aten::dsplit", "int");
        private static readonly Operator DSplitAt = new("aten::dsplit", "array");
        private static readonly Operator HSplit = new("aten::hsplit", "int");
        private static readonly Operator HSplitAt = new("aten::hsplit", "array");
        private static readonly Operator TensorSplitTensor = new("aten::tensor_split", "tensor_indices_or_sections");
        private static readonly Operator VSplit = new("aten::vsplit", "int");
        private static readonly Operator VSplitAt = new("aten::vsplit", "array");
    }
}
