using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Zeros in this tensor's shape; its dtype and device where null.</summary>
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(ZerosLike.Call(this, dtype, Value.None, device), requires_grad);

        /// <summary>Ones in this tensor's shape; its dtype and device where null.</summary>
        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(OnesLike.Call(this, dtype, Value.None, device), requires_grad);

        /// <summary>Unset elements in this tensor's shape; its dtype and device where null.</summary>
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(EmptyLike.Call(this, dtype, Value.None, device), requires_grad);

        /// <summary>Numbers drawn evenly from [0, 1) in this tensor's shape; its dtype and device where null.</summary>
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(RandLike.Call(this, dtype, Value.None, device), requires_grad);

        /// <summary>Standard normal numbers in this tensor's shape; its dtype and device where null.</summary>
        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(RandnLike.Call(this, dtype, Value.None, device), requires_grad);

        /// <summary>One value in this tensor's shape; its dtype and device where null.</summary>
        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(FullLike.Call(this, value, dtype, Value.None, device), requires_grad);

        /// <summary>Integers drawn evenly from [low, high) in this tensor's shape; its dtype and device where null.</summary>
        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(RandintLikeLowDtype.Call(this, low, high, dtype, Value.None, device), requires_grad);

        /// <summary>Zeros of this tensor's dtype and device where these are null.</summary>
        public Tensor new_zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewZeros.Call(this, size, dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_zeros(ReadOnlySpan{long},ScalarType?,Device,bool)"/>
        public Tensor new_zeros(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewZeros.Call(this, (long[])[dim0, dim1, dim2, dim3], dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_zeros(ReadOnlySpan{long},ScalarType?,Device,bool)"/>
        public Tensor new_zeros(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewZeros.Call(this, (long[])[dim0, dim1, dim2], dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_zeros(ReadOnlySpan{long},ScalarType?,Device,bool)"/>
        public Tensor new_zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewZeros.Call(this, (long[])[rows, columns], dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_zeros(ReadOnlySpan{long},ScalarType?,Device,bool)"/>
        public Tensor new_zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewZeros.Call(this, (long[])[size], dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_zeros(ReadOnlySpan{long},ScalarType?,Device,bool)"/>
        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewZeros.Call(this, size, dtype, Value.None, device), requires_grad);

        /// <summary>Ones of this tensor's dtype and device where these are null.</summary>
        public Tensor new_ones(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewOnes.Call(this, (long[])[dim0, dim1, dim2, dim3], dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_ones(long,long,long,long,ScalarType?,Device,bool)"/>
        public Tensor new_ones(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewOnes.Call(this, (long[])[dim0, dim1, dim2], dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_ones(long,long,long,long,ScalarType?,Device,bool)"/>
        public Tensor new_ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewOnes.Call(this, (long[])[rows, columns], dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_ones(long,long,long,long,ScalarType?,Device,bool)"/>
        public Tensor new_ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewOnes.Call(this, (long[])[size], dtype, Value.None, device), requires_grad);

        /// <summary>Unset elements of this tensor's dtype and device where these are null.</summary>
        public Tensor new_empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewEmpty.Call(this, size, dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_empty(ReadOnlySpan{long},ScalarType?,Device,bool)"/>
        public Tensor new_empty(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewEmpty.Call(this, (long[])[dim0, dim1, dim2, dim3], dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_empty(ReadOnlySpan{long},ScalarType?,Device,bool)"/>
        public Tensor new_empty(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewEmpty.Call(this, (long[])[dim0, dim1, dim2], dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_empty(ReadOnlySpan{long},ScalarType?,Device,bool)"/>
        public Tensor new_empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewEmpty.Call(this, (long[])[rows, columns], dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_empty(ReadOnlySpan{long},ScalarType?,Device,bool)"/>
        public Tensor new_empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewEmpty.Call(this, (long[])[size], dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_empty(ReadOnlySpan{long},ScalarType?,Device,bool)"/>
        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewEmpty.Call(this, size, dtype, Value.None, device), requires_grad);

        /// <summary>One value in this tensor's dtype and on its device where these are null.</summary>
        public Tensor new_full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewFull.Call(this, size, value, dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_full(ReadOnlySpan{long},Scalar,ScalarType?,Device,bool)"/>
        public Tensor new_full(long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewFull.Call(this, (long[])[dim0, dim1, dim2], value, dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_full(ReadOnlySpan{long},Scalar,ScalarType?,Device,bool)"/>
        public Tensor new_full(long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewFull.Call(this, (long[])[dim0, dim1, dim2, dim3], value, dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_full(ReadOnlySpan{long},Scalar,ScalarType?,Device,bool)"/>
        public Tensor new_full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewFull.Call(this, (long[])[rows, columns], value, dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_full(ReadOnlySpan{long},Scalar,ScalarType?,Device,bool)"/>
        public Tensor new_full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewFull.Call(this, (long[])[size], value, dtype, Value.None, device), requires_grad);

        /// <inheritdoc cref="new_full(ReadOnlySpan{long},Scalar,ScalarType?,Device,bool)"/>
        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(NewFull.Call(this, size, value, dtype, Value.None, device), requires_grad);

        private static readonly Operator EmptyLike = new("aten::empty_like");
        private static readonly Operator FullLike = new("aten::full_like");
        private static readonly Operator NewEmpty = new("aten::new_empty");
        private static readonly Operator NewFull = new("aten::new_full");
        private static readonly Operator NewOnes = new("aten::new_ones");
        private static readonly Operator NewZeros = new("aten::new_zeros");
        private static readonly Operator OnesLike = new("aten::ones_like");
        private static readonly Operator RandLike = new("aten::rand_like");
        private static readonly Operator RandintLikeLowDtype = new("aten::randint_like", "low_dtype");
        private static readonly Operator RandnLike = new("aten::randn_like");
        private static readonly Operator ZerosLike = new("aten::zeros_like");
    }
}
