using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Division by the squares of the neighbouring channels (Krizhevsky et al., 2012).</summary>
public sealed class LocalResponseNorm : ParameterLessModule<Tensor, Tensor>
{
    internal LocalResponseNorm(double alpha, double beta, double k, long size)
        : base(nameof(LocalResponseNorm))
    {
        this.alpha = alpha;
        this.beta = beta;
        this.k = k;
        this.size = size;
    }

    /// <summary>The weight of the squares.</summary>
    public double alpha { get; set; }

    /// <summary>The exponent.</summary>
    public double beta { get; set; }

    /// <summary>What is added.</summary>
    public double k { get; set; }

    /// <summary>How many channels are neighbours.</summary>
    public long size { get; set; }

    /// <summary>(N, C, …) to the same shape.</summary>
    public override Tensor forward(Tensor input) => nn.functional.local_response_norm(input, size, alpha, beta, k);
}
