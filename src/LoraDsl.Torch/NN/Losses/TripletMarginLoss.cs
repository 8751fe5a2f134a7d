using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>max(0, d(a, p) - d(a, n) + margin) with the p-norm as distance.</summary>
public sealed class TripletMarginLoss : Loss<Tensor, Tensor, Tensor, Tensor>
{
    private readonly double _eps;
    private readonly bool _swap;

    /// <summary>The loss with its options.</summary>
    public TripletMarginLoss(double margin = 1, long p = 2, double eps = 1e-06, bool swap = false, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        (_eps, _swap) = (eps, swap);
        this.margin = margin;
        this.p = p;
    }

    /// <summary>The margin.</summary>
    public double margin { get; }

    /// <summary>The exponent.</summary>
    public long p { get; }

    /// <summary>A scalar unless nothing is reduced.</summary>
    public override Tensor forward(Tensor anchor, Tensor positive, Tensor negative) =>
        nn.functional.triplet_margin_loss(anchor, positive, negative, margin, p, _eps, _swap, reduction);
}
