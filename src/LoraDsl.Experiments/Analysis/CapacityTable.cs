using System.Text;
using LoraDsl.Adapters;
using static System.FormattableString;

namespace LoraDsl.Analysis;

/// <summary>What adapters of some ranks would cost and could express, layer by layer.</summary>
public sealed class CapacityTable
{
    private CapacityTable(IReadOnlyList<LayerCapacity> rows)
    {
        Rows = rows;
    }

    /// <summary>A row for each layer and rank, layers in the model's order.</summary>
    public IReadOnlyList<LayerCapacity> Rows { get; }

    /// <summary>The adapted layers of a model at given ranks.</summary>
    /// <param name="set">The adapters of the model.</param>
    /// <param name="ranks">The ranks to look at; left out, each adapter's current rank.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rank is negative.</exception>
    public static CapacityTable Of(AdapterSet set, params IReadOnlyList<int> ranks)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(ranks);
        foreach (var rank in ranks)
            ArgumentOutOfRangeException.ThrowIfNegative(rank, nameof(ranks));

        var rows = new List<LayerCapacity>();
        foreach (var (path, adapter) in set.Named())
        {
            foreach (var rank in ranks.Count == 0 ? [adapter.CurrentRank] : ranks)
                rows.Add(new LayerCapacity(path, adapter.InFeatures, adapter.OutFeatures, rank));
        }

        return new CapacityTable(rows);
    }

    /// <summary>A table, a line a layer and rank.</summary>
    public override string ToString()
    {
        var width = Math.Max("layer".Length, Rows.Select(row => row.Layer.Length).DefaultIfEmpty().Max());
        var text = new StringBuilder("layer".PadRight(width)).Append("      in     out  rank  parameters  compression  capacity    cost\n");
        foreach (var row in Rows)
        {
            text.Append(row.Layer.PadRight(width));
            text.Append(Invariant($"  {row.InFeatures,6}  {row.OutFeatures,6}  {row.Rank,4}  {row.Parameters,10}  {row.Compression,10:0.0}x  {row.Capacity,8}  {row.CostRatio,6:0.000}\n"));
        }

        return text.ToString();
    }
}
