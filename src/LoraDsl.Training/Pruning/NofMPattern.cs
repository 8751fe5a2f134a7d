using static System.FormattableString;
using static TorchSharp.torch;

namespace LoraDsl.Pruning;

/// <summary>At most N weights in M neighbouring columns are not zero.</summary>
internal sealed record NofMPattern : SparsityPattern
{
    private readonly int n;
    private readonly int m;

    public NofMPattern(int n, int m)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (m <= n)
            throw new ArgumentOutOfRangeException(nameof(m), m, $"Of M columns N may hold weights: M must be more than N, which is {n}.");
        this.n = n;
        this.m = m;
    }

    public override string ToString() => Invariant($"{n}:{m}");

    internal override Tensor Least(Tensor scores, ComparisonGroup group)
    {
        // What a short last group is filled up with is below every score: it is taken first.
        var filled = Filled(scores, -1);
        var least = LeastScores.Of(filled.view(-1, m), m - n).view(filled.shape);
        return least.narrow(1, 0, scores.shape[1]);
    }

    internal override bool IsKeptBy(Tensor matrix)
    {
        var held = Filled(matrix, 0).view(-1, m).count_nonzero([1]);
        return held.le(n).all().item<bool>();
    }

    private Tensor Filled(Tensor matrix, double value)
    {
        var missing = (m - (matrix.shape[1] % m)) % m;
        return missing == 0
            ? matrix.contiguous()
            : cat([matrix, full([matrix.shape[0], missing], value, dtype: matrix.dtype, device: matrix.device)], 1);
    }
}
