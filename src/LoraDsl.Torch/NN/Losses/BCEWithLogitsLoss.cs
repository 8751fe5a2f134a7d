using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The binary cross-entropy between the sigmoid of logits and targets between 0 and 1.</summary>
public sealed class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = nameof(pos_weights))]
    private readonly Tensor? _positiveWeights;

    /// <summary>The loss with weights for elements and for positive targets, and a reduction.</summary>
    public BCEWithLogitsLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null)
        : base(weight, reduction) => _positiveWeights = pos_weights;

    /// <summary>The weights of positive targets; null where they count as the others do.</summary>
    public Tensor? pos_weights => _positiveWeights;

    /// <summary>Logits and targets of one shape; a scalar unless nothing is reduced.</summary>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
}
