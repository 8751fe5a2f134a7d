using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The cross-entropy between the softmax of logits and target classes or probabilities.</summary>
public sealed class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>The loss with weights for the classes, a class to ignore, a reduction and label smoothing.</summary>
    public CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, nn.Reduction reduction = nn.Reduction.Mean, double label_smoothing = 0)
        : base(weight, reduction)
    {
        this.ignore_index = ignore_index;
        this.label_smoothing = label_smoothing;
    }

    /// <summary>The class that does not count; -100 where it is null.</summary>
    public long? ignore_index { get; }

    /// <summary>The part of the target that is spread over all classes, between 0 and 1.</summary>
    public double label_smoothing { get; }

    /// <summary>Logits (N, C, …), and classes (N, …) or probabilities (N, C, …); a scalar unless nothing is reduced.</summary>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
}
