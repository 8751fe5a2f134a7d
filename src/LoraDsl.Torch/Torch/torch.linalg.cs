using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Linear algebra. Matrices are the last two dimensions; those before them are batches.</summary>
    public static partial class linalg
    {
        /// <summary>Singular values S, in descending order, with A = U · diag(S) · Vh.</summary>
        /// <param name="input">The matrices A, (…, m, n).</param>
        /// <param name="fullMatrices">Whether U is (m, m) and Vh (n, n), rather than (m, k) and (k, n) with k = min(m, n).</param>
        /// <returns>U, S and Vh.</returns>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true)
        {
            var factors = Svd.CallMany(input, fullMatrices);
            return (factors[0], factors[1], factors[2]);
        }

        /// <summary>The singular values in descending order.</summary>
        public static Tensor svdvals(Tensor input) => SingularValues.Call(input);

        /// <summary>Q, with orthonormal columns, and R, upper triangular, with A = Q · R.</summary>
        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced)
        {
            var text = mode switch { QRMode.Complete => "complete", QRMode.R => "r", _ => "reduced" };
            return Pair(Qr.CallMany(input, text));
        }

        /// <summary>Eigenvalues in ascending order, and eigenvectors as columns, of symmetric matrices of which one triangle is read.</summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Pair(Eigh.CallMany(input, UPLO.ToString()));

        /// <summary>Eigenvalues, in ascending order, of symmetric matrices of which one triangle is read.</summary>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => EigenvaluesH.Call(input, UPLO.ToString());

        /// <summary>The lower factor L with A = L · Lᵀ.</summary>
        public static Tensor cholesky(Tensor input) => Cholesky.Call(input);

        /// <summary>Determinants.</summary>
        public static Tensor det(Tensor input) => Determinant.Call(input);

        /// <summary>The sign and the logarithm of the absolute value of the determinants.</summary>
        public static (Tensor, Tensor) slogdet(Tensor input) => Pair(LogDeterminant.CallMany(input));

        /// <summary>Inverses.</summary>
        public static Tensor inv(Tensor input) => Inverse.Call(input);

        /// <summary>Pseudo-inverses; singular values up to max(atol, rtol · largest) count as zero.</summary>
        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            PseudoInverse.Call(input, atol, rtol, hermitian);

        /// <summary>X with A · X = B; with left false, X · A = B.</summary>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Solve.Call(A, B, left);

        /// <summary>X with A · X = B for triangular A; with left false, X · A = B.</summary>
        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false, Tensor? @out = null) =>
            @out is null
                ? SolveTriangular.Call(A, B, upper, left, unitriangular)
                : @out.copy_(SolveTriangular.Call(A, B, upper, left, unitriangular));

        /// <summary>The matrix exponential.</summary>
        public static Tensor matrix_exp(Tensor input) => MatrixExponential.Call(input);

        /// <summary>The number of singular values above max(atol, rtol · largest).</summary>
        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            MatrixRank.Call(input, atol, rtol, hermitian);

        /// <summary>The product of a chain of matrices, in the cheapest order.</summary>
        public static Tensor multi_dot(IList<Tensor> tensors) => MultiDot.Call((Tensor[])[.. tensors]);

        /// <summary>The diagonal of two dimensions, the last where none are named.</summary>
        public static Tensor diagonal(Tensor input, int offset = 0, int dim1 = -2, int dim2 = -1) => input.diagonal(offset, dim1, dim2);

        private static readonly Operator Svd = new("aten::linalg_svd");
        private static readonly Operator SingularValues = new("aten::linalg_svdvals");
        private static readonly Operator Qr = new("aten::linalg_qr");
        private static readonly Operator Eigh = new("aten::linalg_eigh");
        private static readonly Operator EigenvaluesH = new("aten::linalg_eigvalsh");
        private static readonly Operator Cholesky = new("aten::linalg_cholesky");
        private static readonly Operator Determinant = new("aten::linalg_det");
        private static readonly Operator LogDeterminant = new("aten::linalg_slogdet");
        private static readonly Operator Inverse = new("aten::linalg_inv");
        private static readonly Operator PseudoInverse = new("aten::linalg_pinv", "atol_rtol_float");
        private static readonly Operator Solve = new("aten::linalg_solve");
        private static readonly Operator SolveTriangular = new("aten::linalg_solve_triangular");
        private static readonly Operator MatrixExponential = new("aten::linalg_matrix_exp");
        private static readonly Operator MatrixRank = new("aten::linalg_matrix_rank", "atol_rtol_float");
        private static readonly Operator MultiDot = new("aten::linalg_multi_dot");
    }
}
