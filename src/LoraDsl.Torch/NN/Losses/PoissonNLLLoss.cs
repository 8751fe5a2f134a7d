using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The negative log-likelihood of counts under Poisson distributions.</summary>
public sealed class PoissonNLLLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>The loss with its options.</summary>
    public PoissonNLLLoss(bool log_input = true, bool full = false, float eps = 1e-08f, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
    {
        this.full = full;
        this.log_input = log_input;
        this.eps = eps;
    }

    /// <summary>Whether Stirling's approximation of the constant is added.</summary>
    public bool full { get; }

    /// <summary>Whether the input is the logarithm of the rate.</summary>
    public bool log_input { get; }

    /// <summary>What keeps from dividing by zero, or from its logarithm.</summary>
    public float eps { get; }

    /// <summary>A scalar unless nothing is reduced.</summary>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.poisson_nll_loss(input, target, log_input, full, eps, reduction);
}
