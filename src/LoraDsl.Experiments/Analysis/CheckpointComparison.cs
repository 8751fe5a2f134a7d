using LoraDsl.Decompositions;
using LoraDsl.Ranks;
using static TorchSharp.torch;

namespace LoraDsl.Analysis;

/// <summary>Compares two checkpoints of one model.</summary>
public static class CheckpointComparison
{
    /// <summary>
    /// Compares every weight of two or more dimensions that both checkpoints have. A budget is shared out in proportion to
    /// effective rank · ln(1 + σ₁), and no layer gets more than its effective rank.
    /// </summary>
    /// <param name="before">W₀ by name: the base's <c>state_dict</c>.</param>
    /// <param name="after">W₁ by name, of the same shapes.</param>
    /// <param name="budget">Ranks to share out in total, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The checkpoints have no such weight in common, shapes differ, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative.</exception>
    public static CheckpointAnalysis Compare(
        IReadOnlyDictionary<string, Tensor> before, IReadOnlyDictionary<string, Tensor> after, int? budget = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (budget is < 0)
            throw new ArgumentOutOfRangeException(nameof(budget), budget, "A budget of ranks is not negative.");
        var layers = new List<LayerChange>();
        foreach (var (name, first) in before.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (first.dim() >= 2 && after.TryGetValue(name, out var second))
                layers.Add(Change(name, first, second));
        }

        return CheckpointAnalysis.Of(layers, budget);
    }

    private static LayerChange Change(string name, Tensor first, Tensor second)
    {
        var spectrum = WeightSpectrum.OfChange(name, first, second);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var norm = first.to(ScalarType.Float64).square().sum().sqrt().item<double>();
        var relative = spectrum.FrobeniusNorm == 0 ? 0 : spectrum.FrobeniusNorm / norm;
        return new LayerChange(name, first.shape[0], first.numel() / first.shape[0], spectrum, relative);
    }
}
