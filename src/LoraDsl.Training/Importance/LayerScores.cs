using LoraDsl.Adapters;

namespace LoraDsl.Importance;

/// <summary>Sums of scores by adapter; 0 for one that was never added to.</summary>
internal sealed class LayerScores
{
    private readonly Dictionary<LayerAdapter, double> sums = new(ReferenceEqualityComparer.Instance);

    public void Add(LayerAdapter adapter, double score) => sums[adapter] = Of(adapter) + score;

    public double Of(LayerAdapter adapter) => sums.GetValueOrDefault(adapter);
}
