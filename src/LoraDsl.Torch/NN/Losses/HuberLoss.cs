using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The squared difference over 2 where it is below delta, else delta (|x| - delta / 2).</summary>
public sealed class HuberLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>The loss with its options.</summary>
    public HuberLoss(double delta = 1, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.delta = delta;
    }

    /// <summary>The difference from which on the loss is linear.</summary>
    public double delta { get; }

    /// <summary>A scalar unless nothing is reduced.</summary>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.huber_loss(input, target, delta, reduction);
}
