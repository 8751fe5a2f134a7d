using LoraDsl.Limits;
using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Pruning;

/// <summary>A share of the weights of each group is zero, rounded to the nearest number of weights.</summary>
internal sealed record UnstructuredPattern : SparsityPattern
{
    private readonly double sparsity;

    public UnstructuredPattern(double sparsity) =>
        this.sparsity = OptionGuard.ShareBelowOne(sparsity, nameof(sparsity));

    public override string ToString() => Invariant($"{100 * sparsity:0.##} % unstructured");

    internal override Tensor Least(Tensor scores, ComparisonGroup group)
    {
        var groups = group == ComparisonGroup.Row ? scores : scores.view(1, -1);
        return LeastScores.Of(groups, Count(groups.shape[1])).view(scores.shape);
    }

    // Per row, rounding may leave half a weight of each row; per layer it leaves half a weight.
    internal override bool IsKeptBy(Tensor matrix)
    {
        var zeros = matrix.numel() - matrix.count_nonzero().item<long>();
        return zeros >= Math.Min(Count(matrix.numel()), matrix.shape[0] * Count(matrix.shape[1]));
    }

    private long Count(long weights) => (long)Math.Round(sparsity * weights, MidpointRounding.AwayFromZero);
}
