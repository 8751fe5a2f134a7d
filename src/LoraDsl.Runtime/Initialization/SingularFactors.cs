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
    public static void FillBalanced(InitializerContext context, Tensor matrix)
    {
        using var scope = NewDisposeScope();
        FillBalanced(context, Of(matrix));
    }

    /// <summary>The same of a decomposition.</summary>
    public static void FillBalanced(InitializerContext context, (Tensor U, Tensor S, Tensor Vt) decomposition)
    {
        using var scope = NewDisposeScope();
        var (u, s, vt) = decomposition;
        var rank = Math.Min(context.Rank, s.shape[0]);
        var root = s.narrow(0, 0, rank).sqrt();
        context.A.zero_();
        context.B.zero_();
        context.A.narrow(0, 0, rank).copy_(vt.narrow(0, 0, rank).mul(root.unsqueeze(1)));
        context.B.narrow(1, 0, rank).copy_(u.narrow(1, 0, rank).mul(root));
    }

    /// <summary>A = the first of some directions (count × in), B = 0.</summary>
    /// <exception cref="ArgumentException">There are fewer directions than the rank.</exception>
    public static void FillDirections(InitializerContext context, Tensor directions)
    {
        using var scope = NewDisposeScope();
        if (directions.shape[0] < context.Rank)
        {
            throw new ArgumentException(
                $"'{context.Path}' of rank {context.Rank} cannot be initialized from {directions.shape[0]} directions: take more batches, or less rank.", nameof(context));
        }

        context.A.copy_(directions.narrow(0, 0, context.Rank));
        context.B.zero_();
    }
}
