using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A copy with a diagonal replaced.</summary>
        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) => DiagonalScatterOp.Call(this, src, offset, dim1, dim2);

        /// <summary>A copy with one index of a dimension replaced.</summary>
        public Tensor select_scatter(Tensor src, long dim, long index) => SelectScatterOp.Call(this, src, dim, index);

        /// <summary>A copy with a slice replaced.</summary>
        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) => SliceScatterOp.Call(this, src, dim, start, end, step);

        /// <summary>The conjugate, as a view.</summary>
        public Tensor conj() => ConjOp.Call(this);

        /// <summary>The conjugate.</summary>
        public Tensor conj_physical() => ConjPhysicalOp.Call(this);

        /// <summary>The conjugate, in place.</summary>
        public Tensor conj_physical_()
        {
            ConjPhysicalInPlaceOp.Run(this);
            return this;
        }

        /// <summary>The conjugate, carried out where it was put off.</summary>
        public Tensor resolve_conj() => ResolveConjOp.Call(this);

        /// <summary>The negation, carried out where it was put off.</summary>
        public Tensor resolve_neg() => ResolveNegOp.Call(this);

        /// <summary>Pairs of numbers as complex numbers.</summary>
        public Tensor view_as_complex() => ViewAsComplexOp.Call(this);

        /// <summary>Complex numbers as pairs of numbers.</summary>
        public Tensor view_as_real() => ViewAsRealOp.Call(this);

        /// <summary>The inverse from a Cholesky factor.</summary>
        public Tensor cholesky_inverse(bool upper = false) => CholeskyInverseOp.Call(this, upper);

        /// <summary>The solution of a system from a Cholesky factor.</summary>
        public Tensor cholesky_solve(Tensor input2, bool upper = false) => CholeskySolveOp.Call(this, input2, upper);

        /// <summary>The Vandermonde matrix.</summary>
        public Tensor vander(long N = -1, bool increasing = false) => VanderOp.Call(this, N, increasing);

        private static readonly Operator CholeskyInverseOp = new("aten::cholesky_inverse");
        private static readonly Operator CholeskySolveOp = new("aten::cholesky_solve");
        private static readonly Operator ConjOp = new("aten::conj");
        private static readonly Operator ConjPhysicalInPlaceOp = new("aten::conj_physical_");
        private static readonly Operator ConjPhysicalOp = new("aten::conj_physical");
        private static readonly Operator DiagonalScatterOp = new("aten::diagonal_scatter");
        private static readonly Operator ResolveConjOp = new("aten::resolve_conj");
        private static readonly Operator ResolveNegOp = new("aten::resolve_neg");
        private static readonly Operator SelectScatterOp = new("aten::select_scatter");
        private static readonly Operator SliceScatterOp = new("aten::slice_scatter");
        private static readonly Operator VanderOp = new("aten::vander");
        private static readonly Operator ViewAsComplexOp = new("aten::view_as_complex");
        private static readonly Operator ViewAsRealOp = new("aten::view_as_real");

        /// <inheritdoc cref="unflatten(long, long[])"/>
        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, [.. sizes]);
    }
}
