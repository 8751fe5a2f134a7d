using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The base of losses that weigh classes or elements.</summary>
/// <typeparam name="T1">The input.</typeparam>
/// <typeparam name="T2">The target.</typeparam>
/// <typeparam name="TResult">The loss.</typeparam>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    [ComponentName(Name = nameof(weight))]
    private readonly Tensor? _weight;

    /// <summary>A loss with weights and a reduction.</summary>
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction) => _weight = weight;

    /// <summary>The weights; null where all count the same.</summary>
    public Tensor? weight => _weight;
}
