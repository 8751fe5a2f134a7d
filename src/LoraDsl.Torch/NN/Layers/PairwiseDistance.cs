using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The p-norm of the difference of vectors, along the last dimension.</summary>
public sealed class PairwiseDistance : ParameterLessModule<Tensor, Tensor, Tensor>
{
    internal PairwiseDistance(bool keepdim, double eps, double norm)
        : base(nameof(PairwiseDistance))
    {
        this.keepdim = keepdim;
        this.eps = eps;
        this.norm = norm;
    }

    /// <summary>Whether the dimension stays, with the size 1.</summary>
    public bool keepdim { get; set; }

    /// <summary>The least denominator, or what is added to the difference.</summary>
    public double eps { get; set; }

    /// <summary>The norm's exponent.</summary>
    public double norm { get; set; }

    /// <summary>The function of the same name in <see cref="nn.functional"/>.</summary>
    public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.pairwise_distance(input1, input2, norm, eps, keepdim);
}
