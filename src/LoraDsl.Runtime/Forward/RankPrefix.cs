using System.ComponentModel;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>The ranks of DyLoRA's factors that take part in a pass: the first rows of A and columns of B.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class RankPrefix
{
    /// <summary>
    /// The ranks before the first trained one, detached from the graph so that autograd forms no gradient of them, and those that the pass
    /// trains.
    /// </summary>
    /// <param name="a">A, (ranks, …).</param>
    /// <param name="b">B, (out, ranks, …).</param>
    /// <param name="rank">The rank b of the pass, at least 1.</param>
    /// <param name="firstTrained">The first rank that is trained; 0 when all are.</param>
    /// <returns>One or two pairs of factors, which are views and belong to the caller's dispose scope.</returns>
    public static IReadOnlyList<(Tensor A, Tensor B)> Parts(Tensor a, Tensor b, int rank, int firstTrained)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var trained = (a.narrow(0, firstTrained, rank - firstTrained), b.narrow(1, firstTrained, rank - firstTrained));
        return firstTrained == 0 ? [trained] : [(a.detach().narrow(0, 0, firstTrained), b.detach().narrow(1, 0, firstTrained)), trained];
    }
}
