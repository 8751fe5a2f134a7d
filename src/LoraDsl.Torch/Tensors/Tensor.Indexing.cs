using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The given indices of a dimension.</summary>
        public Tensor index_select(long dim, Tensor index) => IndexSelect.Call(this, dim, index);

        /// <summary>Rows of source added at the given indices of a dimension, times alpha.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => IndexAdd.Call(this, dim, index, source, alpha);

        /// <summary>Rows of source added at the given indices of a dimension, times alpha, in place.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            IndexAddInPlace.Run(this, dim, index, source, alpha);
            return this;
        }

        /// <summary>Rows of source put at the given indices of a dimension.</summary>
        public Tensor index_copy(long dim, Tensor index, Tensor source) => IndexCopy.Call(this, dim, index, source);

        /// <summary>Rows of source put at the given indices of a dimension, in place.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source)
        {
            IndexCopyInPlace.Run(this, dim, index, source);
            return this;
        }

        /// <summary>A value put at the given indices of a dimension.</summary>
        public Tensor index_fill(long dim, Tensor index, Scalar value) => IndexFillIntScalar.Call(this, dim, index, value);

        /// <summary>A value put at the given indices of a dimension, in place.</summary>
        public Tensor index_fill_(long dim, Tensor index, Scalar value)
        {
            IndexFillIntScalarInPlace.Run(this, dim, index, value);
            return this;
        }

        /// <summary>Along a dimension, the element at each index.</summary>
        public Tensor gather(long dim, Tensor index) => Gather.Call(this, dim, index);

        /// <summary>Elements of src put at the indices along a dimension.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => ScatterSrc.Call(this, dim, index, src);

        /// <summary>Elements of src put at the indices along a dimension, in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src)
        {
            ScatterSrcInPlace.Run(this, dim, index, src);
            return this;
        }

        /// <summary>Elements of src added at the indices along a dimension.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => ScatterAdd.Call(this, dim, index, src);

        /// <summary>Elements of src added at the indices along a dimension, in place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src)
        {
            ScatterAddInPlace.Run(this, dim, index, src);
            return this;
        }

        /// <summary>A value where the mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => MaskedFillScalar.Call(this, mask, value);

        /// <summary>A value where the mask is true, in place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value)
        {
            MaskedFillScalarInPlace.Run(this, mask, value);
            return this;
        }

        /// <summary>The elements where the mask is true, in one dimension.</summary>
        public Tensor masked_select(Tensor mask) => MaskedSelect.Call(this, mask);

        /// <summary>Elements of another tensor, in order, where the mask is true.</summary>
        public Tensor masked_scatter(Tensor mask, Tensor value) => MaskedScatter.Call(this, mask, value);

        /// <summary>Elements of another tensor, in order, where the mask is true, in place.</summary>
        public Tensor masked_scatter_(Tensor mask, Tensor value)
        {
            MaskedScatterInPlace.Run(this, mask, value);
            return this;
        }

        /// <summary>The elements at indices into the flattened tensor.</summary>
        public Tensor take(Tensor index) => Take.Call(this, index);

        private static readonly Operator Gather = new("aten::gather");
        private static readonly Operator IndexAdd = new("aten::index_add");
        private static readonly Operator IndexAddInPlace = new("aten::index_add_");
        private static readonly Operator IndexCopy = new("aten::index_copy");
        private static readonly Operator IndexCopyInPlace = new("aten::index_copy_");
        private static readonly Operator IndexFillIntScalar = new("aten::index_fill", "int_Scalar");
        private static readonly Operator IndexFillIntScalarInPlace = new("aten::index_fill_", "int_Scalar");
        private static readonly Operator IndexSelect = new("aten::index_select");
        private static readonly Operator MaskedFillScalar = new("aten::masked_fill", "Scalar");
        private static readonly Operator MaskedFillScalarInPlace = new("aten::masked_fill_", "Scalar");
        private static readonly Operator MaskedScatter = new("aten::masked_scatter");
        private static readonly Operator MaskedScatterInPlace = new("aten::masked_scatter_");
        private static readonly Operator MaskedSelect = new("aten::masked_select");
        private static readonly Operator ScatterAdd = new("aten::scatter_add");
        private static readonly Operator ScatterAddInPlace = new("aten::scatter_add_");
        private static readonly Operator ScatterSrc = new("aten::scatter", "src");
        private static readonly Operator ScatterSrcInPlace = new("aten::scatter_", "src");
        private static readonly Operator Take = new("aten::take");
    }
}
