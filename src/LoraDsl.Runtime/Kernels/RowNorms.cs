using static TorchSharp.torch;

namespace LoraDsl.Kernels;

/// <summary>Norms of a matrix's rows, in float32 at least. Temporaries belong to the caller's scope.</summary>
/// <remarks>A row of zeros, as pruning leaves, has a norm that can be divided by: its magnitude is zero, and so is the quotient.</remarks>
internal static class RowNorms
{
    public const double Least = 1e-30;

    /// <summary>‖Mᵢ‖ for each row.</summary>
    public static Tensor Of(Tensor matrix) => linalg.vector_norm(Wide(matrix), 2, [1]);

    /// <summary>
    /// ‖Wᵢ + s·Bᵢ·A‖ for each row, without a matrix of W's size but W itself:
    /// ‖Wᵢ‖² + 2s·Bᵢ·(A·Wᵢᵀ) + s²·Bᵢ·(A·Aᵀ)·Bᵢᵀ.
    /// </summary>
    /// <param name="weight">W, (out, in).</param>
    /// <param name="a">A, (rank, in).</param>
    /// <param name="b">B, (out, rank).</param>
    /// <param name="scaling">s.</param>
    public static Tensor OfSum(Tensor weight, Tensor a, Tensor b, double scaling)
    {
        using var scope = NewDisposeScope();
        var w = Wide(weight);
        var (wideA, wideB) = (a.to(w.dtype), b.to(w.dtype).Times(scaling));
        var cross = w.mm(wideA.t()).Times(2);
        cross.PlusInPlace(wideB.mm(wideA.mm(wideA.t())));
        var squares = linalg.vector_norm(w, 2, [1]).square().add(cross.mul(wideB).sum(dim: 1));

        // Rounding may leave a row that the product takes back a little below zero.
        return squares.clamp_min(0).sqrt().clamp_min(Least).MoveToOuterDisposeScope();
    }

    private static Tensor Wide(Tensor matrix) => matrix.dtype == ScalarType.Float64 ? matrix : matrix.to(ScalarType.Float32);
}
