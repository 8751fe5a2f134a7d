using static TorchSharp.torch;

namespace LoraDsl.Layers;

/// <summary>A and B at another rank.</summary>
internal static class ResizedFactors
{
    /// <summary>More components: the old ones first, then others that add nothing.</summary>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="added">The rows of A and columns of B that come after them.</param>
    /// <param name="factor">What B·A is multiplied with; all of it goes into B.</param>
    public static (Tensor A, Tensor B) Grow(Tensor a, Tensor b, (Tensor A, Tensor B) added, double factor)
    {
        var kept = factor == 1 ? b.detach() : b.detach().mul(factor);
        return (cat([a.detach(), added.A], 0), cat([kept, added.B], 1));
    }

    /// <summary>
    /// Fewer components: the best approximation of B·A of that rank (Eckart and Young), B' = U√S and A' = √S·Vᵀ. B·A is not formed: with
    /// B = Q·R and Aᵀ = P·T it is Q·(R·Tᵀ)·Pᵀ, whose singular values are those of the small matrix R·Tᵀ.
    /// </summary>
    /// <param name="layer">The layer.</param>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <param name="rank">The rank, at most that of A and B.</param>
    /// <param name="factor">What B·A is multiplied with.</param>
    public static (Tensor A, Tensor B) Shrink(AdaptedLayer layer, Tensor a, Tensor b, int rank, double factor)
    {
        // Half-precision factors have no decompositions.
        var type = a.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var (q, r) = linalg.qr(b.detach().flatten(1).to(type));
        var (p, t) = linalg.qr(a.detach().flatten(1).t().to(type));
        var (u, s, vh) = linalg.svd(r.mm(t.t()).mul(factor), fullMatrices: false);
        var root = s.narrow(0, 0, rank).sqrt();
        var newB = q.mm(u.narrow(1, 0, rank).mul(root));
        var newA = vh.narrow(0, 0, rank).mul(root.unsqueeze(1)).mm(p.t());
        return (newA.view(layer.ShapeOfA(rank)), newB.view(layer.ShapeOfB(rank)));
    }
}
