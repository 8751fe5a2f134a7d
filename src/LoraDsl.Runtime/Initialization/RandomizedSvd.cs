using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>Leading singular values and vectors by randomized subspace iteration (Halko, Martinsson and Tropp, arXiv 0909.4061).</summary>
internal static class RandomizedSvd
{
    // Directions beside those that are wanted: the last ones of a subspace converge slowest.
    private const int Oversampling = 8;

    /// <summary>U (rows × k), S (k) and Vᵀ (k × columns), to be disposed by the caller's scope.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="iterations">Power iterations. Random numbers are drawn from PyTorch's generator.</param>
    public static (Tensor U, Tensor S, Tensor Vt) Of(Tensor matrix, int count, int iterations)
    {
        var size = Math.Min(count + Oversampling, Math.Min(matrix.shape[0], matrix.shape[1]));
        var (basis, _) = linalg.qr(matrix.mm(randn(matrix.shape[1], size, dtype: matrix.dtype, device: matrix.device)));
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            var (rows, _) = linalg.qr(matrix.t().mm(basis));
            (basis, _) = linalg.qr(matrix.mm(rows));
        }

        var (u, s, vt) = linalg.svd(basis.t().mm(matrix), fullMatrices: false);
        return (basis.mm(u), s, vt);
    }
}
