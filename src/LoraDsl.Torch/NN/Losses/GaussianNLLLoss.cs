using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The negative log-likelihood of targets under normal distributions.</summary>
public sealed class GaussianNLLLoss : Loss<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>The loss with its options.</summary>
    public GaussianNLLLoss(bool full = false, float eps = 1e-08f, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.full = full;
        this.eps = eps;
    }

    /// <summary>Whether the constant is added.</summary>
    public bool full { get; }

    /// <summary>The least variance.</summary>
    public float eps { get; }

    /// <summary>A scalar unless nothing is reduced.</summary>
    public override Tensor forward(Tensor input, Tensor target, Tensor variance) =>
        nn.functional.gaussian_nll_loss(input, target, variance, full, eps, reduction);
}
