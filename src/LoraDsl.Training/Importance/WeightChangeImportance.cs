using LoraDsl.Adapters;
using LoraDsl.Decompositions;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// What full fine-tuning changed: from ΔW = W₁ − W₀ of two checkpoints, effective rank · ln(1 + σ₁), where the effective rank counts the
/// singular values above 0.01·σ₁. The batches are not used.
/// </summary>
public sealed class WeightChangeImportance : IComponentMeasure
{
    private readonly IReadOnlyDictionary<string, Tensor> before;
    private readonly IReadOnlyDictionary<string, Tensor> after;

    /// <summary>Compares two checkpoints.</summary>
    /// <param name="before">W₀ by name: the base's <c>state_dict</c>.</param>
    /// <param name="after">W₁ by name, of the same shapes.</param>
    public WeightChangeImportance(IReadOnlyDictionary<string, Tensor> before, IReadOnlyDictionary<string, Tensor> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        this.before = before;
        this.after = after;
    }

    /// <inheritdoc/>
    public string Name => "weight change";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A layer's weight is missing in a checkpoint, or its shapes differ.</exception>
    public IReadOnlyList<double> Measure(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses) =>
        [.. Compare(adapters).Select(change => change.Spectrum.Score)];

    /// <summary>The singular values of ΔW, up to the effective rank.</summary>
    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<double>> MeasureComponents(
        nn.Module model,
        IReadOnlyList<(string Path, LayerAdapter Adapter)> adapters,
        IEnumerable<Func<Tensor>> losses) =>
        [.. Compare(adapters).Select(change => (IReadOnlyList<double>)[.. change.Spectrum.Values.Take(change.Spectrum.EffectiveRank)])];

    /// <summary>The change of each adapted layer's weight, with its ranks.</summary>
    /// <param name="adapters">The adapters with their paths.</param>
    /// <exception cref="ArgumentException">A layer's weight is missing in a checkpoint, or its shapes differ.</exception>
    public IReadOnlyList<WeightChange> Compare(IEnumerable<(string Path, LayerAdapter Adapter)> adapters)
    {
        ArgumentNullException.ThrowIfNull(adapters);
        return [.. adapters.Select(entry => Compare(entry.Path))];
    }

    private WeightChange Compare(string path)
    {
        var name = path + ".weight";
        return new WeightChange(path, WeightSpectrum.OfChange(name, Find(before, name, "first"), Find(after, name, "second")));
    }

    private static Tensor Find(IReadOnlyDictionary<string, Tensor> checkpoint, string name, string which) =>
        checkpoint.TryGetValue(name, out var value)
            ? value
            : throw new ArgumentException($"The {which} checkpoint has no '{name}': pass the state_dict of a model with the base's names.");
}
