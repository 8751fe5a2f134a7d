using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>A weighted sum of measures, each normalised to the sum 1 first, so that their units do not matter.</summary>
public sealed class CombinedImportance : IImportanceMeasure
{
    private readonly (IImportanceMeasure Measure, double Weight)[] parts;

    /// <summary>Combines measures.</summary>
    /// <param name="parts">The measures with their weights, finite and above 0.</param>
    /// <exception cref="ArgumentException">There is no measure, or a weight is not above 0.</exception>
    public CombinedImportance(params (IImportanceMeasure Measure, double Weight)[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Length == 0)
            throw new ArgumentException("There is no measure to combine: pass at least one.", nameof(parts));
        foreach (var (measure, weight) in parts)
        {
            if (!double.IsFinite(weight) || weight <= 0)
                throw new ArgumentException($"The weight of '{measure.Name}' is {weight}: write a finite number above 0, or leave the measure out.", nameof(parts));
        }

        this.parts = [.. parts];
    }

    /// <inheritdoc/>
    public string Name => string.Join(" + ", parts.Select(part => FormattableString.Invariant($"{part.Weight:0.###}·{part.Measure.Name}")));

    /// <inheritdoc/>
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses)
    {
        Calibration.Require(model, adapters, losses);
        // Every measure runs over all of them.
        var kept = losses.ToList();
        var scores = new double[adapters.Count];
        foreach (var (measure, weight) in parts)
        {
            var own = measure.Measure(model, adapters, kept);
            // A score that is no number stays with its adapter, whose name the error then says.
            var total = own.Where(double.IsFinite).Sum();
            for (var index = 0; index < scores.Length; index++)
                scores[index] += weight * (total > 0 ? own[index] / total : own[index]);
        }

        return scores;
    }
}
