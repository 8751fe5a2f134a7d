using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>max(0, d(a, p) - d(a, n) + margin) with a distance of one's own.</summary>
public sealed class TripletMarginWithDistanceLoss : Loss<Tensor, Tensor, Tensor, Tensor>
{
    private readonly Func<Tensor, Tensor, Tensor>? _distance;
    private readonly bool _swap;

    /// <summary>The loss with its options; the distance is the Euclidean one where null.</summary>
    public TripletMarginWithDistanceLoss(Func<Tensor, Tensor, Tensor>? distance = null, double margin = 1, bool swap = false, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        (_distance, _swap) = (distance, swap);
        this.margin = margin;
    }

    /// <summary>The margin.</summary>
    public double margin { get; }

    /// <summary>A scalar unless nothing is reduced.</summary>
    public override Tensor forward(Tensor anchor, Tensor positive, Tensor negative) =>
        nn.functional.triplet_margin_with_distance_loss(anchor, positive, negative, _distance, margin, _swap, reduction);
}
