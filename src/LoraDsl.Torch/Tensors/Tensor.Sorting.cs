using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Elements in order along a dimension, and where each came from.</summary>
        public (Tensor, Tensor) sort(long dim = -1, bool descending = false, bool stable = false) => Pair(SortStable.CallMany(this, stable, dim, descending));

        /// <summary>The indices that sort along a dimension.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Argsort.Call(this, dim, descending);

        /// <summary>The k largest or smallest elements along a dimension, and their indices.</summary>
        public (Tensor, Tensor) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Pair(Topk.CallMany(this, k, dim, largest, sorted));

        /// <summary>The k-th smallest element along a dimension, and its index.</summary>
        public (Tensor, Tensor) kthvalue(long k, long? dim, bool keepdim = false) => Pair(Kthvalue.CallMany(this, k, dim ?? -1, keepdim));

        /// <summary>Elements in order along the first dimension.</summary>
        public Tensor msort() => Msort.Call(this);

        /// <summary>The indices of elements other than zero, one row each.</summary>
        public Tensor nonzero() => Nonzero.Call(this);

        /// <summary>How often each non-negative integer occurs, or the sum of the weights there.</summary>
        public Tensor bincount(Tensor? weights, long minlength = 0) => Bincount.Call(this, weights, minlength);

        /// <summary>The place of each element among sorted boundaries.</summary>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => BucketizeTensor.Call(this, boundaries, outInt32, right);

        /// <summary>Counts in bins of equal width between min and max.</summary>
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Histc.Call(this, bins, min, max);

        private static readonly Operator Argsort = new("aten::argsort");
        private static readonly Operator Bincount = new("aten::bincount");
        private static readonly Operator BucketizeTensor = new("aten::bucketize", "Tensor");
        private static readonly Operator Histc = new("aten::histc");
        private static readonly Operator Kthvalue = new("aten::kthvalue");
        private static readonly Operator Msort = new("aten::msort");
        private static readonly Operator Nonzero = new("aten::nonzero");
        private static readonly Operator SortStable = new("aten::sort", "stable");
        private static readonly Operator Topk = new("aten::topk");
    }
}
