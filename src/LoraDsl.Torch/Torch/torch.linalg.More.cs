using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>The Cholesky factor, and where it failed.</summary>
        public static (Tensor, Tensor) cholesky_ex(Tensor input, bool check_errors = false)
        {
            var results = LinalgCholeskyExOp.CallMany(input, false, check_errors);
            return (results[0], results[1]);
        }

        /// <summary>The eigenvalues and eigenvectors of a square matrix, complex.</summary>
        public static (Tensor, Tensor) eig(Tensor input)
        {
            var results = LinalgEigOp.CallMany(input);
            return (results[0], results[1]);
        }

        /// <summary>The inverse, and where it failed.</summary>
        public static (Tensor, Tensor) inv_ex(Tensor input, bool check_errors = false)
        {
            var results = LinalgInvExOp.CallMany(input, check_errors);
            return (results[0], results[1]);
        }

        /// <summary>The LU factors in one matrix, and the pivots.</summary>
        public static (Tensor, Tensor) lu_factor(Tensor input, bool pivot = true)
        {
            var results = LinalgLuFactorOp.CallMany(input, pivot);
            return (results[0], results[1]);
        }

        /// <summary>Permutation, lower and upper factor.</summary>
        public static (Tensor, Tensor, Tensor) lu(Tensor input, bool pivot = true)
        {
            var results = LinalgLuOp.CallMany(input, pivot);
            return (results[0], results[1], results[2]);
        }

        /// <summary>The least-squares solution, the residuals, the rank and the singular values.</summary>
        public static (Tensor, Tensor, Tensor, Tensor) lstsq(Tensor input, Tensor other)
        {
            var results = LinalgLstsqOp.CallMany(input, other);
            return (results[0], results[1], results[2], results[3]);
        }

        /// <summary>The least-squares solution, the residuals, the rank and the singular values.</summary>
        public static (Tensor, Tensor, Tensor, Tensor) lstsq(Tensor input, Tensor other, double rcond)
        {
            var results = LinalgLstsqOp.CallMany(input, other, rcond);
            return (results[0], results[1], results[2], results[3]);
        }

        /// <summary>The cross product along a dimension.</summary>
        public static Tensor cross(Tensor input, Tensor other, long dim = -1) => LinalgCrossOp.Call(input, other, dim);

        /// <summary>The eigenvalues of a square matrix, complex.</summary>
        public static Tensor eigvals(Tensor input) => LinalgEigvalsOp.Call(input);

        /// <summary>The product of Householder reflections.</summary>
        public static Tensor householder_product(Tensor A, Tensor tau) => LinalgHouseholderProductOp.Call(A, tau);

        /// <summary>The inverse of a tensor under tensordot.</summary>
        public static Tensor tensorinv(Tensor input, long ind) => LinalgTensorinvOp.Call(input, ind);

        /// <summary>The solution of a system under tensordot.</summary>
        public static Tensor tensorsolve(Tensor A, Tensor B, long[] dims) => LinalgTensorsolveOp.Call(A, B, dims);

        private static readonly Operator LinalgCholeskyExOp = new("aten::linalg_cholesky_ex");
        private static readonly Operator LinalgCrossOp = new("aten::linalg_cross");
        private static readonly Operator LinalgEigOp = new("aten::linalg_eig");
        private static readonly Operator LinalgEigvalsOp = new("aten::linalg_eigvals");
        private static readonly Operator LinalgHouseholderProductOp = new("aten::linalg_householder_product");
        private static readonly Operator LinalgInvExOp = new("aten::linalg_inv_ex");
        private static readonly Operator LinalgLstsqOp = new("aten::linalg_lstsq");
        private static readonly Operator LinalgLuFactorOp = new("aten::linalg_lu_factor");
        private static readonly Operator LinalgLuOp = new("aten::linalg_lu");
        private static readonly Operator LinalgTensorinvOp = new("aten::linalg_tensorinv");
        private static readonly Operator LinalgTensorsolveOp = new("aten::linalg_tensorsolve");
    }
}
