using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// Which adapter serves which row of a batch. Rows of one adapter are brought together, so that a batch costs one product of the layer and one
/// pair of small ones for each adapter (Chen et al., Punica, arXiv 2310.18547; Sheng et al., S-LoRA, arXiv 2311.03285).
/// </summary>
internal sealed class BatchRows
{
    private readonly RowGroup[] groups;
    private readonly long[]? order;
    private readonly long[]? inverse;

    /// <summary>Groups the rows.</summary>
    /// <param name="names">An adapter's name for each row, or <see langword="null"/> for the base alone.</param>
    public BatchRows(IReadOnlyList<string?> names)
    {
        Count = names.Count;
        var sorted = names.Index().OrderBy(entry => entry.Item ?? "", StringComparer.Ordinal).Select(entry => (long)entry.Index).ToArray();
        var counts = names.CountBy(name => name ?? "").OrderBy(entry => entry.Key, StringComparer.Ordinal);
        var first = 0L;
        var found = new List<RowGroup>();
        foreach (var (name, count) in counts)
        {
            found.Add(new RowGroup(name.Length == 0 ? null : name, first, count));
            first += count;
        }

        groups = [.. found];
        if (sorted.Index().All(entry => entry.Index == entry.Item))
            return;
        order = sorted;
        inverse = new long[sorted.Length];
        foreach (var (place, row) in sorted.Index())
            inverse[row] = place;
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

        var sorted = order is null ? input : input.index_select(0, Indices(order, input));
        Tensor[] parts = [.. groups.Select(group => group.Part(place, sorted, output))];
        var part = parts.Length == 1 ? parts[0] : cat(parts, 0);
        return output.add(inverse is null ? part : part.index_select(0, Indices(inverse, input)));
    }

    private static Tensor Indices(long[] rows, Tensor input) => tensor(rows, device: input.device);

    private sealed record RowGroup(string? Name, long First, long Count)
    {
        public Tensor Part(AdaptedPlace place, Tensor sorted, Tensor output)
        {
            var adapter = Name is null ? null : place[Name];
            return adapter is { TakesPart: true }
                ? adapter.Part(sorted.narrow(0, First, Count))
                : zeros([Count, .. output.shape.AsSpan(1)], dtype: output.dtype, device: output.device);
        }
    }
}
