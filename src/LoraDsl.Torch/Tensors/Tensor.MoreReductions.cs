using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Running log(Σ exp(x)) along a dimension.</summary>
        public Tensor logcumsumexp(long dim) => LogcumsumexpOp.Call(this, dim);

        /// <summary>The sum of what is a number.</summary>
        public Tensor nansum() => NansumOp.Call(this);

        /// <summary>The median of what is a number.</summary>
        public Tensor nanmedian() => NanmedianOp.Call(this);

        /// <summary>Quantiles of what is a number.</summary>
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => NanquantileOp.Call(this, q, dim, keepdim);

        /// <summary>The covariance matrix of rows.</summary>
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => CovOp.Call(this, correction, fweights, aweights);

        /// <summary>The matrix of correlation coefficients of rows.</summary>
        public Tensor corrcoef() => CorrcoefOp.Call(this);

        /// <summary>Slices along a dimension shortened to a greatest norm.</summary>
        public Tensor renorm(float p, long dim, float maxnorm) => RenormOp.Call(this, p, dim, maxnorm);

        /// <summary>The logarithm of the determinant.</summary>
        public Tensor logdet() => LogdetOp.Call(this);

        /// <summary>The places of elements other than zero, one a row.</summary>
        public Tensor argwhere() => ArgwhereOp.Call(this);

        /// <summary>Whether an element has no imaginary part.</summary>
        public Tensor isreal() => IsrealOp.Call(this);

        /// <summary>Differences of neighbours along a dimension.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => DiffOp.Call(this, n, dim, prepend, append);

        private static readonly Operator ArgwhereOp = new("aten::argwhere");
        private static readonly Operator CorrcoefOp = new("aten::corrcoef");
        private static readonly Operator CovOp = new("aten::cov");
        private static readonly Operator DiffOp = new("aten::diff");
        private static readonly Operator IsrealOp = new("aten::isreal");
        private static readonly Operator LogcumsumexpOp = new("aten::logcumsumexp");
        private static readonly Operator LogdetOp = new("aten::logdet");
        private static readonly Operator NanmedianOp = new("aten::nanmedian");
        private static readonly Operator NanquantileOp = new("aten::nanquantile");
        private static readonly Operator NansumOp = new("aten::nansum");
        private static readonly Operator RenormOp = new("aten::renorm");
    }
}
