using LoraDsl.Adapters;
using LoraDsl.Extensibility;
using static TorchSharp.torch;

namespace LoraDsl.Analysis;

/// <summary>Singular values of the adapters' ΔW = s·B·A, from the factors alone, in float64.</summary>
internal sealed class InitialSpectrum
{
    private readonly List<double[]> values = [];

    /// <summary>Reads the adapters of rank above 0.</summary>
    public InitialSpectrum(AdapterSet set)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        foreach (var (_, adapter) in set.Named())
        {
            if (adapter.CurrentRank == 0)
                continue;
            var (a, b) = adapter.CurrentFactors();

            // B·A = Q·(R·Tᵀ)·Pᵀ has the singular values of the small R·Tᵀ.
            var (_, r) = linalg.qr(b.flatten(1).to(ScalarType.Float64));
            var (_, t) = linalg.qr(a.flatten(1).t().to(ScalarType.Float64));
            values.Add([.. linalg.svdvals(r.mm(t.t()).mul(adapter.Scaling)).cpu().data<double>()]);
        }
    }

    /// <summary>‖ΔW‖ in the Frobenius norm over all adapters.</summary>
    public double FrobeniusNorm => Math.Sqrt(values.Sum(sigma => sigma.Sum(value => value * value)));

    /// <summary>The greatest singular value.</summary>
    public double SpectralNorm => values.Max(sigma => sigma[0]);

    /// <summary>The greatest σ₁/σ_rank; none where every ΔW is zero.</summary>
    public double? ConditionNumber => values
        .Where(sigma => sigma[0] > 0)
        .Select(sigma => (double?)(sigma[0] / sigma[^1]))
        .Max();
}
