using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The hinge loss of the other classes against the target class.</summary>
public sealed class MultiMarginLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>The loss with its options.</summary>
    public MultiMarginLoss(int p = 1, double margin = 1, Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(weight, reduction)
    {
        this.margin = margin;
        this.p = p;
    }

    /// <summary>The margin.</summary>
    public double margin { get; }

    /// <summary>The exponent.</summary>
    public int p { get; }

    /// <summary>A scalar unless nothing is reduced.</summary>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.multi_margin_loss(input, target, p, margin, weight, reduction);
}
