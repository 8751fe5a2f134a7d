using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The binary cross-entropy of each class, and their mean over the classes.</summary>
public sealed class MultiLabelSoftMarginLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>The loss with its options.</summary>
    public MultiLabelSoftMarginLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(weight, reduction)
    {
    }

    /// <summary>A scalar unless nothing is reduced.</summary>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.multilabel_soft_margin_loss(input, target, weight, reduction);
}
