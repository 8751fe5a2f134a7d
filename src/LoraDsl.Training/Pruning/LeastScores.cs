using static TorchSharp.torch;

namespace LoraDsl.Pruning;

/// <summary>Picks the least of some scores.</summary>
internal static class LeastScores
{
    /// <summary>A mask that is true at the least scores of each row; of equal ones, any may be picked.</summary>
    /// <param name="scores">(rows, columns).</param>
    /// <param name="count">How many of each row, at most the columns.</param>
    public static Tensor Of(Tensor scores, long count)
    {
        var mask = zeros(scores.shape, dtype: ScalarType.Bool, device: scores.device);
        if (count == 0)
            return mask;
        var (_, positions) = scores.topk(checked((int)count), dim: 1, largest: false, sorted: false);
        return mask.scatter_(1, positions, ones_like(positions, dtype: ScalarType.Bool));
    }
}
