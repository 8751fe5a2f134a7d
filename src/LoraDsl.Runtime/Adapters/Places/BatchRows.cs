using LoraDsl.Layers;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// Which adapter serves which row of a batch. Rows of one adapter are brought together, so that a batch costs one product of the layer and one
/// pair of small ones for each adapter (Chen et al., Punica, arXiv 2310.18547; Sheng et al., S-LoRA, arXiv 2311.03285).
/// </summary>
internal sealed class BatchRows
{
    private readonly RowSegment[] segments;
    private readonly RowOrder sorted;
    private readonly RowOrder? padded;
    private readonly long longest;

    /// <summary>Groups the rows.</summary>
    /// <param name="names">An adapter's name for each row, or <see langword="null"/> for the base alone.</param>
    public BatchRows(IReadOnlyList<string?> names)
    {
        Count = names.Count;
        var groups = names.Index().GroupBy(entry => entry.Item, entry => (long)entry.Index).Select(group => (group.Key, Rows: group.ToArray())).ToArray();
        sorted = new RowOrder(Count, groups.SelectMany(group => group.Rows));
        longest = groups.Max(group => group.Rows.Length);
        segments = new RowSegment[groups.Length];
        var first = 0L;
        foreach (var (index, (name, rows)) in groups.Index())
        {
            segments[index] = new RowSegment(name, first, rows.Length);
            first += rows.Length;
        }

        // Filled up to one length, the products of all adapters are one batched product: cheaper, unless most of it is filling.
        if (longest * groups.Length <= 2 * Count)
            padded = new RowOrder(Count, groups.SelectMany(group => Enumerable.Range(0, (int)longest).Select(place => group.Rows[Math.Min(place, group.Rows.Length - 1)])));
    }

    /// <summary>Rows of the batch.</summary>
    public int Count { get; }

    /// <summary>The layer's output with each row's part added; temporaries belong to the caller's scope.</summary>
    /// <exception cref="ArgumentException">The batch has another number of rows.</exception>
    public Tensor AddTo(AdaptedPlace place, Tensor input, Tensor output)
    {
        if (input.dim() == 0 || input.shape[0] != Count)
        {
            throw new ArgumentException(
                $"Adapters were assigned to {Count} rows, but the layer '{place.Name}' got an input of shape ({string.Join(", ", input.shape)}): the first dimension has to be the batch's at every adapted layer.", nameof(input));
        }

        LayerAdapter?[] adapters = [.. segments.Select(segment => segment.AdapterAt(place))];
        if (Array.TrueForAll(adapters, static adapter => adapter is null))
            return output;
        if (padded is not null && place.Layer is LinearLayer && Array.TrueForAll(adapters, static adapter => adapter is null or LowRankAdapter { SharesProduct: true }))
            return BatchedProduct.AddTo(output, input, Array.ConvertAll(adapters, static adapter => (LowRankAdapter?)adapter), padded);
        var x = sorted.Gather(input);
        return output.add(sorted.Scatter(cat([.. segments.Zip(adapters, (segment, adapter) => segment.Part(adapter, x, output))], 0)));
    }

    private readonly record struct RowSegment(string? Name, long First, long Count)
    {
        /// <summary>The adapter of the rows, or <see langword="null"/> where none takes part.</summary>
        public LayerAdapter? AdapterAt(AdaptedPlace place)
        {
            var adapter = Name is null ? null : place[Name];
            adapter?.Follow();
            return adapter is { TakesPart: true } ? adapter : null;
        }

        public Tensor Part(LayerAdapter? adapter, Tensor x, Tensor output) =>
            adapter?.Part(x.narrow(0, First, Count)) ?? zeros([Count, .. output.shape.AsSpan(1)], dtype: output.dtype, device: output.device);
    }
}
