using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The squared difference over 2 β where it is below β, else the absolute one less β / 2.</summary>
public sealed class SmoothL1Loss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>The loss with a reduction.</summary>
    public SmoothL1Loss(nn.Reduction reduction = nn.Reduction.Mean, double beta = 1)
        : base(reduction) => this.beta = beta;

    /// <summary>The difference from which on the loss is linear.</summary>
    public double beta { get; }

    /// <summary>Input and target of one shape; a scalar unless nothing is reduced.</summary>
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.smooth_l1_loss(input, target, reduction, beta);
}
