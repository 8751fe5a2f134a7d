using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sum of all elements, or over dimensions, in the given dtype.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => SumDimIntlist.Call(this, dim, keepdim, type);

        /// <inheritdoc cref="sum(ReadOnlySpan{long},bool,ScalarType?)"/>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => SumDimIntlist.Call(this, (long[])[dim], keepdim, type);

        /// <inheritdoc cref="sum(ReadOnlySpan{long},bool,ScalarType?)"/>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => SumDimIntlist.Call(this, (long[])[dim0, dim1], keepdim, type);

        /// <inheritdoc cref="sum(ReadOnlySpan{long},bool,ScalarType?)"/>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => SumDimIntlist.Call(this, (long[])[dim0, dim1, dim2], keepdim, type);

        /// <inheritdoc cref="sum(ReadOnlySpan{long},bool,ScalarType?)"/>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => SumDimIntlist.Call(this, dim, keepdim, type);

        /// <inheritdoc cref="sum(ReadOnlySpan{long},bool,ScalarType?)"/>
        public Tensor sum(ScalarType? type = null) => Sum.Call(this, type);

        /// <summary>Mean of all elements, or over dimensions.</summary>
        public Tensor mean() => Mean.Call(this);

        /// <inheritdoc cref="mean()"/>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => MeanDim.Call(this, dimensions, keepdim, type);

        /// <summary>Standard deviation, of all elements or over dimensions; unbiased divides by n - 1.</summary>
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => StdDim.Call(As(type), (long[])[dim.Item1, dim.Item2], unbiased, keepdim);

        /// <inheritdoc cref="std(ValueTuple{long, long},bool,bool,ScalarType?)"/>
        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => StdDim.Call(As(type), (long[])[dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim);

        /// <inheritdoc cref="std(ValueTuple{long, long},bool,bool,ScalarType?)"/>
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => StdDim.Call(As(type), dimensions, unbiased, keepdim);

        /// <inheritdoc cref="std(ValueTuple{long, long},bool,bool,ScalarType?)"/>
        public Tensor std(bool unbiased = true) => Std.Call(this, unbiased);

        /// <inheritdoc cref="std(ValueTuple{long, long},bool,bool,ScalarType?)"/>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => StdDim.Call(As(type), (long[])[dim], unbiased, keepdim);

        /// <inheritdoc cref="std(ValueTuple{long, long},bool,bool,ScalarType?)"/>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => StdDim.Call(As(type), dimensions, unbiased, keepdim);

        /// <summary>Variance, of all elements or over dimensions; unbiased divides by n - 1.</summary>
        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => VarDim.Call(As(type), (long[])[dim.Item1, dim.Item2], unbiased, keepdim);

        /// <inheritdoc cref="var(ValueTuple{long, long},bool,bool,ScalarType?)"/>
        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => VarDim.Call(As(type), (long[])[dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim);

        /// <inheritdoc cref="var(ValueTuple{long, long},bool,bool,ScalarType?)"/>
        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => VarDim.Call(As(type), dimensions, unbiased, keepdim);

        /// <inheritdoc cref="var(ValueTuple{long, long},bool,bool,ScalarType?)"/>
        public Tensor var(bool unbiased = true) => Var.Call(this, unbiased);

        /// <inheritdoc cref="var(ValueTuple{long, long},bool,bool,ScalarType?)"/>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => VarDim.Call(As(type), (long[])[dim], unbiased, keepdim);

        /// <inheritdoc cref="var(ValueTuple{long, long},bool,bool,ScalarType?)"/>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => VarDim.Call(As(type), dimensions, unbiased, keepdim);

        /// <summary>Standard deviation and mean of all elements.</summary>
        public (Tensor, Tensor) std_mean(bool unbiased = true) => Pair(StdMean.CallMany(this, unbiased));

        /// <summary>Variance and mean of all elements.</summary>
        public (Tensor, Tensor) var_mean(bool unbiased = true) => Pair(VarMean.CallMany(this, unbiased));

        /// <summary>Product of all elements, or over a dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => ProdDimInt.Call(this, dim, keepdim, type);

        /// <inheritdoc cref="prod(long,bool,ScalarType?)"/>
        public Tensor prod(ScalarType? type = null) => Prod.Call(this, type);

        /// <summary>Whether all elements are true, of all or over a dimension.</summary>
        public Tensor all() => All.Call(this);

        /// <inheritdoc cref="all()"/>
        public Tensor all(long dim, bool keepdim = false) => AllDim.Call(this, dim, keepdim);

        /// <summary>Whether any element is true, of all or over a dimension.</summary>
        public Tensor any() => Any.Call(this);

        /// <inheritdoc cref="any()"/>
        public Tensor any(long dim, bool keepdim = false) => AnyDim.Call(this, dim, keepdim);

        /// <summary>The largest element; over a dimension with its indices; or the larger of each pair.</summary>
        public (Tensor, Tensor) max(long dim, bool keepdim = false) => Pair(MaxDim.CallMany(this, dim, keepdim));

        /// <inheritdoc cref="max(long,bool)"/>
        public Tensor max() => Max.Call(this);

        /// <inheritdoc cref="max(long,bool)"/>
        public Tensor max(Tensor other) => MaxOther.Call(this, other);

        /// <summary>The smallest element; over a dimension with its indices; or the smaller of each pair.</summary>
        public (Tensor, Tensor) min(long dim, bool keepdim = false) => Pair(MinDim.CallMany(this, dim, keepdim));

        /// <inheritdoc cref="min(long,bool)"/>
        public Tensor min() => Min.Call(this);

        /// <inheritdoc cref="min(long,bool)"/>
        public Tensor min(Tensor other) => MinOther.Call(this, other);

        /// <summary>The largest elements over dimensions.</summary>
        public Tensor amax(params long[] dims) => Amax.Call(this, dims);

        /// <summary>The smallest elements over dimensions.</summary>
        public Tensor amin(params long[] dims) => Amin.Call(this, dims);

        /// <summary>The index of the largest element, of all or over a dimension.</summary>
        public Tensor argmax() => Argmax.Call(this);

        /// <inheritdoc cref="argmax()"/>
        public Tensor argmax(long dim, bool keepdim = false) => Argmax.Call(this, dim, keepdim);

        /// <summary>The index of the smallest element, of all or over a dimension.</summary>
        public Tensor argmin() => Argmin.Call(this);

        /// <inheritdoc cref="argmin()"/>
        public Tensor argmin(long dim, bool keepdim = false) => Argmin.Call(this, dim, keepdim);

        /// <summary>The p-norm of all elements, or over a dimension.</summary>
        public Tensor norm(float p = 2) => NormScalar.Call(this, p);

        /// <inheritdoc cref="norm(float)"/>
        public Tensor norm(int dim, bool keepdim = false, float p = 2) => NormScalaroptDim.Call(this, p, (long[])[dim], keepdim);

        /// <summary>log(Σ exp(x)) over a dimension.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Logsumexp.Call(this, (long[])[dim], keepdim);

        /// <summary>Running sums along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Cumsum.Call(this, dim, type);

        /// <summary>Running products along a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Cumprod.Call(this, dim, type);

        /// <summary>The number of elements other than zero, of all or over dimensions.</summary>
        public Tensor count_nonzero(long[]? dims = null) => CountNonzeroDimIntlist.Call(this, dims ?? []);

        /// <summary>The lower median of all elements.</summary>
        public Tensor median() => Median.Call(this);

        /// <summary>Quantiles along a dimension, interpolated linearly.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Quantile.Call(this, q, dim, keepdim);

        /// <summary>The p-norm of the difference.</summary>
        public Tensor dist(Tensor other, float p = 2) => Dist.Call(this, other, p);

        /// <summary>exp(x) divided by its sum along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => SoftmaxInt.Call(this, dim, dtype);

        /// <summary>Logarithm of the softmax along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => LogSoftmaxInt.Call(this, dim, dtype);

        private static readonly Operator All = new("aten::all");
        private static readonly Operator AllDim = new("aten::all", "dim");
        private static readonly Operator Amax = new("aten::amax");
        private static readonly Operator Amin = new("aten::amin");
        private static readonly Operator Any = new("aten::any");
        private static readonly Operator AnyDim = new("aten::any", "dim");
        private static readonly Operator Argmax = new("aten::argmax");
        private static readonly Operator Argmin = new("aten::argmin");
        private static readonly Operator CountNonzeroDimIntlist = new("aten::count_nonzero", "dim_IntList");
        private static readonly Operator Cumprod = new("aten::cumprod");
        private static readonly Operator Cumsum = new("aten::cumsum");
        private static readonly Operator Dist = new("aten::dist");
        private static readonly Operator LogSoftmaxInt = new("aten::log_softmax", "int");
        private static readonly Operator Logsumexp = new("aten::logsumexp");
        private static readonly Operator Max = new("aten::max");
        private static readonly Operator MaxDim = new("aten::max", "dim");
        private static readonly Operator MaxOther = new("aten::max", "other");
        private static readonly Operator Mean = new("aten::mean");
        private static readonly Operator MeanDim = new("aten::mean", "dim");
        private static readonly Operator Median = new("aten::median");
        private static readonly Operator Min = new("aten::min");
        private static readonly Operator MinDim = new("aten::min", "dim");
        private static readonly Operator MinOther = new("aten::min", "other");
        private static readonly Operator NormScalar = new("aten::norm", "Scalar");
        private static readonly Operator NormScalaroptDim = new("aten::norm", "ScalarOpt_dim");
        private static readonly Operator Prod = new("aten::prod");
        private static readonly Operator ProdDimInt = new("aten::prod", "dim_int");
        private static readonly Operator Quantile = new("aten::quantile");
        private static readonly Operator SoftmaxInt = new("aten::softmax", "int");
        private static readonly Operator Std = new("aten::std");
        private static readonly Operator StdDim = new("aten::std", "dim");
        private static readonly Operator StdMean = new("aten::std_mean");
        private static readonly Operator Sum = new("aten::sum");
        private static readonly Operator SumDimIntlist = new("aten::sum", "dim_IntList");
        private static readonly Operator Var = new("aten::var");
        private static readonly Operator VarDim = new("aten::var", "dim");
        private static readonly Operator VarMean = new("aten::var_mean");
    }
}
