using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// The greatest singular values of a matrix whose rows come in blocks: each block is stacked below what is kept of the earlier ones
/// (Σ·Vᵀ, of which the left factor does not matter), decomposed, and cut again (Brand, 2002). Exact while nothing is cut.
/// </summary>
/// <param name="components">How many are kept.</param>
internal sealed class IncrementalSvd(int components) : IDisposable
{
    private Tensor? kept;
    private double energy;

    /// <summary>Adds rows.</summary>
    public void Add(Tensor rows)
    {
        using var scope = NewDisposeScope();
        var block = rows.to(rows.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32);
        energy += block.square().sum(ScalarType.Float64).item<double>();
        var (_, sigma, right) = linalg.svd(kept is null ? block : cat([kept, block]), fullMatrices: false);
        var count = Math.Min(components, sigma.shape[0]);
        var next = right.narrow(0, 0, count).mul(sigma.narrow(0, 0, count).unsqueeze(1));
        kept?.Dispose();
        kept = next.DetachFromDisposeScope();
    }

    /// <summary>σ² of each component as a part of the energy of all rows, the greatest first; none when every row is zero.</summary>
    public double[] Shares()
    {
        if (kept is null || energy == 0)
            return [];
        using var scope = NewDisposeScope();
        return [.. kept.to(ScalarType.Float64).square().sum(dim: 1).div(energy).cpu().data<double>()];
    }

    /// <summary>
    /// The right singular vectors of the greatest singular values as rows, at most so many and none of a singular value of zero; nothing
    /// before rows were added. The caller's scope owns them.
    /// </summary>
    public Tensor? Directions(int count)
    {
        if (kept is null)
            return null;
        using var scope = NewDisposeScope();
        var (_, sigma, right) = linalg.svd(kept.to(ScalarType.Float64), fullMatrices: false);
        var least = sigma.max().item<double>() * Math.Max(kept.shape[0], kept.shape[1]) * (kept.dtype == ScalarType.Float64 ? 2.3e-16 : 1.2e-7);
        var there = (int)sigma.gt(least).count_nonzero().item<long>();
        return right.narrow(0, 0, Math.Min(count, there)).clone().MoveToOuterDisposeScope();
    }

    public void Dispose() => kept?.Dispose();
}
