using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>Pseudo-inverses; singular values up to max(atol, rtol · largest) count as zero, a tolerance for each matrix.</summary>
        public static Tensor pinv(Tensor input, Tensor atol, Tensor? rtol = null, bool hermitian = false) =>
            PseudoInverseEach.Call(input, atol, rtol, hermitian);

        /// <summary>The number of singular values above max(atol, rtol · largest), a tolerance for each matrix.</summary>
        public static Tensor matrix_rank(Tensor input, Tensor atol, Tensor? rtol = null, bool hermitian = false) =>
            MatrixRankEach.Call(input, atol, rtol, hermitian);

        /// <summary>The norm of a matrix times the norm of its inverse; the spectral norm, so that it is the quotient of the extreme singular values.</summary>
        public static Tensor cond(Tensor input) => Condition.Call(input);

        /// <summary>The norm of a matrix times the norm of its inverse, by the norm p: ±1, ±2 or ±∞.</summary>
        public static Tensor cond(Tensor input, double p) => Condition.Call(input, (Scalar)p);

        /// <inheritdoc cref="cond(Tensor, double)"/>
        public static Tensor cond(Tensor input, int p) => Condition.Call(input, (Scalar)p);

        /// <summary>The norm of a matrix times the norm of its inverse, by the norm <c>"fro"</c> or <c>"nuc"</c>.</summary>
        public static Tensor cond(Tensor input, string p) => ConditionNamed.Call(input, p);

        /// <summary>The dot products of vectors along a dimension, the first conjugated.</summary>
        public static Tensor vecdot(Tensor x, Tensor y, long dim = -1, Tensor? @out = null) =>
            @out is null ? VecDot.Call(x, y, dim) : VecDotOut.Call(x, y, dim, @out);

        /// <summary>X with A · X = B, and for each matrix a number other than zero where it has no inverse.</summary>
        public static (Tensor result, Tensor info) solve_ex(Tensor A, Tensor B, bool left = true, bool check_errors = false) =>
            Pair(SolveEx.CallMany(A, B, left, check_errors));

        /// <summary>X with A · X = B from what <see cref="lu_factor"/> made of A; with left false, X · A = B; adjoint takes Aᴴ for A.</summary>
        public static Tensor lu_solve(Tensor LU, Tensor pivots, Tensor B, bool left = true, bool adjoint = false, Tensor? @out = null) =>
            @out is null ? LuSolve.Call(LU, pivots, B, left, adjoint) : LuSolveOut.Call(LU, pivots, B, left, adjoint, @out);

        /// <summary>The factors L · D · Lᵀ of a symmetric matrix in one matrix, and the pivots.</summary>
        public static (Tensor LD, Tensor pivots) ldl_factor(Tensor input, bool hermitian = true) => Pair(LdlFactor.CallMany(input, hermitian));

        /// <summary>The factors L · D · Lᵀ of a symmetric matrix in one matrix, the pivots, and where it failed.</summary>
        public static (Tensor LD, Tensor pivots, Tensor info) ldl_factor_ex(Tensor input, bool hermitian = true, bool check_errors = false)
        {
            var results = LdlFactorEx.CallMany(input, hermitian, check_errors);
            return (results[0], results[1], results[2]);
        }

        /// <summary>X with A · X = B from what <see cref="ldl_factor"/> made of A.</summary>
        public static Tensor ldl_solve(Tensor LD, Tensor pivots, Tensor B, bool hermitian = false) => LdlSolve.Call(LD, pivots, B, hermitian);

        /// <summary>The powers 0 … N - 1 of each element, a row each; as many as elements where N is null.</summary>
        public static Tensor vander(Tensor input, long? N = null) => Vandermonde.Call(input, N);

        private static readonly Operator Condition = new("aten::linalg_cond");
        private static readonly Operator ConditionNamed = new("aten::linalg_cond", "p_str");
        private static readonly Operator LdlFactor = new("aten::linalg_ldl_factor");
        private static readonly Operator LdlFactorEx = new("aten::linalg_ldl_factor_ex");
        private static readonly Operator LdlSolve = new("aten::linalg_ldl_solve");
        private static readonly Operator LuSolve = new("aten::linalg_lu_solve");
        private static readonly Operator LuSolveOut = new("aten::linalg_lu_solve", "out");
        private static readonly Operator MatrixRankEach = new("aten::linalg_matrix_rank", "atol_rtol_tensor");
        private static readonly Operator PseudoInverseEach = new("aten::linalg_pinv", "atol_rtol_tensor");
        private static readonly Operator SolveEx = new("aten::linalg_solve_ex");
        private static readonly Operator Vandermonde = new("aten::linalg_vander");
        private static readonly Operator VecDot = new("aten::linalg_vecdot");
        private static readonly Operator VecDotOut = new("aten::linalg_vecdot", "out");
    }
}
