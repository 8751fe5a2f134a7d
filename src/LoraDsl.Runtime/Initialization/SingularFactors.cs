using static TorchSharp.torch;

namespace LoraDsl.Initialization;

/// <summary>Singular vectors as factors. Computed in float64, written in the factors' own type.</summary>
internal static class SingularFactors
{
    /// <summary>U (rows × k), S (k) and Vᵀ (k × columns) of a matrix; to be disposed by the caller's scope.</summary>
    public static (Tensor U, Tensor S, Tensor Vt) Of(Tensor matrix) =>
        linalg.svd(matrix.detach().to(ScalarType.Float64), fullMatrices: false);

    /// <summary>
    /// B = U√S and A = √S·Vᵀ over the greatest singular values: B·A is the best approximation of the matrix by the rank. A rank above the
    /// matrix's leaves rows of A and columns of B zero.
    /// </summary>
    public static void FillBalanced(InitializerContext start, Tensor matrix)
    {
        using var scope = NewDisposeScope();
        var (u, s, vt) = Of(matrix);
        var rank = Math.Min(start.Rank, s.shape[0]);
        var root = s.narrow(0, 0, rank).sqrt();
        start.A.zero_();
        start.B.zero_();
        start.A.narrow(0, 0, rank).copy_(vt.narrow(0, 0, rank).mul(root.unsqueeze(1)));
        start.B.narrow(1, 0, rank).copy_(u.narrow(1, 0, rank).mul(root));
    }

    /// <summary>A = the first of some directions (count × in), B = 0.</summary>
    /// <exception cref="ArgumentException">There are fewer directions than the rank.</exception>
    public static void FillDirections(InitializerContext start, Tensor directions)
    {
        using var scope = NewDisposeScope();
        if (directions.shape[0] < start.Rank)
        {
            throw new ArgumentException(
                $"'{start.Path}' of rank {start.Rank} cannot start from {directions.shape[0]} directions: take more batches, or less rank.", nameof(start));
        }

        start.A.copy_(directions.narrow(0, 0, start.Rank));
        start.B.zero_();
    }
}
