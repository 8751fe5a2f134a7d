using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Householder reflections of a QR decomposition in one matrix, and their scales.</summary>
        public (Tensor, Tensor) geqrf() => Pair(Geqrf.CallMany(this));

        /// <summary>Q of a QR decomposition, given by its reflections, times a matrix; right of it with left false.</summary>
        public Tensor ormqr(Tensor tau, Tensor other, bool left = true, bool transpose = false) => Ormqr.Call(this, tau, other, left, transpose);

        private static readonly Operator Geqrf = new("aten::geqrf");
        private static readonly Operator Ormqr = new("aten::ormqr");
    }

    /// <inheritdoc cref="Tensor.geqrf()"/>
    public static (Tensor a, Tensor tau) geqrf(Tensor input) => input.geqrf();

    /// <inheritdoc cref="linalg.householder_product(Tensor, Tensor)"/>
    public static Tensor orgqr(Tensor input, Tensor tau) => linalg.householder_product(input, tau);

    /// <inheritdoc cref="Tensor.ormqr(Tensor, Tensor, bool, bool)"/>
    public static Tensor ormqr(Tensor input, Tensor tau, Tensor other, bool left = true, bool transpose = false) => input.ormqr(tau, other, left, transpose);

    /// <inheritdoc cref="linalg.slogdet(Tensor)"/>
    public static (Tensor res, Tensor logabsdet) slogdet(Tensor A) => linalg.slogdet(A);

    /// <inheritdoc cref="linalg.cholesky(Tensor)"/>
    public static Tensor cholesky(Tensor input) => linalg.cholesky(input);

    /// <summary>The LU factors in one matrix, the pivots, and, where asked for, for each matrix a number other than zero where it is singular.</summary>
    public static (Tensor A_LU, Tensor? pivots, Tensor? infos) lu(Tensor A, bool pivot = true, bool get_infos = false)
    {
        var results = LuFactorEx.CallMany(A, pivot, !get_infos);
        if (get_infos)
            return (results[0], results[1], results[2]);
        results[2].Dispose();
        return (results[0], results[1], null);
    }

    /// <summary>X with A · X = b from the LU factors of A and their pivots.</summary>
    public static Tensor lu_solve(Tensor b, Tensor LU_data, Tensor LU_pivots) => linalg.lu_solve(LU_data, LU_pivots, b);

    /// <summary>Permutation, lower and upper factor of LU factors in one matrix; null where not asked for.</summary>
    public static (Tensor? P, Tensor? L, Tensor? U) lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data = true, bool unpack_pivots = true)
    {
        var results = LuUnpack.CallMany(LU_data, LU_pivots, unpack_data, unpack_pivots);
        return (results[0], results[1], results[2]);
    }

    private static readonly Operator LuFactorEx = new("aten::linalg_lu_factor_ex");
    private static readonly Operator LuUnpack = new("aten::lu_unpack");
}
