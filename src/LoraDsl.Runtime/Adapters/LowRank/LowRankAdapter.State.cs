namespace LoraDsl.Adapters;

public abstract partial class LowRankAdapter
{
    /// <inheritdoc/>
    private protected override IReadOnlyList<long[]> ShapesAt(int rank) =>
        IsDora ? [Layer.ShapeOfA(rank), Layer.ShapeOfB(rank), [OutFeatures]] : [Layer.ShapeOfA(rank), Layer.ShapeOfB(rank)];

    /// <inheritdoc/>
    private protected override bool HoldsRank(int rank) => rank == StoredRank;
}
