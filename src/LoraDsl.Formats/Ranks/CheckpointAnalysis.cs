using System.Text;
using static System.FormattableString;

namespace LoraDsl.Ranks;

/// <summary>
/// Which ranks a fine-tuning made use of, layer by layer, read off two checkpoints of one model: the spectrum of ΔW = W₁ − W₀, and
/// the ranks that adapters would need to follow it.
/// </summary>
public sealed class CheckpointAnalysis
{
    private CheckpointAnalysis(IReadOnlyList<LayerChange> layers, int? budget)
    {
        Layers = layers;
        Budget = budget;
    }

    /// <summary>The layers, in the order of their names.</summary>
    public IReadOnlyList<LayerChange> Layers { get; }

    /// <summary>Ranks that were shared out, or <see langword="null"/> when every layer is recommended its effective rank.</summary>
    public int? Budget { get; }

    /// <summary>
    /// The analysis of layers whose spectra are known. A budget is shared out in proportion to effective rank · ln(1 + σ₁), and no layer gets
    /// more than its effective rank.
    /// </summary>
    /// <param name="layers">The layers.</param>
    /// <param name="budget">Ranks to share out in total, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">There is no layer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative.</exception>
    public static CheckpointAnalysis Of(IReadOnlyList<LayerChange> layers, int? budget)
    {
        ArgumentNullException.ThrowIfNull(layers);
        RequireBudget(budget);
        if (layers.Count == 0)
            throw new ArgumentException("The checkpoints have no weight of two or more dimensions in common: compare checkpoints of one model.", nameof(layers));
        return new CheckpointAnalysis(Recommend(layers, budget), budget);
    }

    /// <summary>A table, a line a layer.</summary>
    public override string ToString()
    {
        var width = Math.Max("layer".Length, Layers.Max(layer => layer.Name.Length));
        var text = new StringBuilder("layer".PadRight(width)).Append("         shape   effective  rank90   sigma 1    change  recommended\n");
        foreach (var layer in Layers)
        {
            var shape = Invariant($"{layer.Rows}x{layer.Columns}");
            text.Append(layer.Name.PadRight(width));
            text.Append(Invariant($"  {shape,12}  {layer.Spectrum.EffectiveRank,10}  {layer.Rank90,6}  {layer.Spectrum.SpectralNorm,8:0.00e+0}  {layer.RelativeChange,8:0.0%}  {layer.RecommendedRank,11}\n"));
        }

        return text.ToString();
    }

    private static void RequireBudget(int? budget)
    {
        if (budget is < 0)
            throw new ArgumentOutOfRangeException(nameof(budget), budget, "A budget of ranks is not negative.");
    }

    private static List<LayerChange> Recommend(IReadOnlyList<LayerChange> layers, int? budget)
    {
        if (budget is not { } ranks)
            return [.. layers.Select(layer => layer with { RecommendedRank = layer.Spectrum.EffectiveRank })];

        var requests = layers.Select(layer => new RankRequest(
            layer.Name, layer.Spectrum.Score, MinRank: 0, layer.Spectrum.EffectiveRank, layer.Rows + layer.Columns)).ToList();
        var shares = new ProportionalAllocation().Allocate(requests, new RankBudget(ranks));
        return [.. layers.Select((layer, index) => layer with { RecommendedRank = shares.Ranks[index] })];
    }
}
