using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>An order of a batch's rows in which each stands at least once, and the way back.</summary>
internal sealed class RowOrder
{
    private readonly long[] rows;
    private readonly long[] places;

    /// <summary>An order.</summary>
    /// <param name="count">Rows of the batch.</param>
    /// <param name="rows">The rows in their order.</param>
    public RowOrder(int count, IEnumerable<long> rows)
    {
        this.rows = [.. rows];
        places = new long[count];
        for (var place = this.rows.Length - 1; place >= 0; place--)
            places[this.rows[place]] = place;
        IsIdentity = this.rows.Index().All(entry => entry.Index == entry.Item);
    }

    /// <summary>Whether it is the batch's own.</summary>
    public bool IsIdentity { get; }

    /// <summary>The rows of a batch in this order.</summary>
    public Tensor Gather(Tensor batch) => IsIdentity ? batch : batch.index_select(0, Indices(rows, batch));

    /// <summary>Rows of this order in the batch's.</summary>
    public Tensor Scatter(Tensor ordered) => IsIdentity ? ordered : ordered.index_select(0, Indices(places, ordered));

    private static Tensor Indices(long[] values, Tensor like) => tensor(values, device: like.device);
}
