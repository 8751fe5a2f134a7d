using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x where it is positive, else alpha (exp(x / alpha) - 1) (arXiv 1704.07483).</summary>
public sealed class CELU : ParameterLessModule<Tensor, Tensor>
{
    internal CELU(bool inplace, double alpha)
        : base(nameof(CELU))
    {
        this.inplace = inplace;
        this.alpha = alpha;
    }

    /// <summary>Whether the input itself is changed.</summary>
    public bool inplace { get; set; }

    /// <summary>The factor.</summary>
    public double alpha { get; set; }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.celu(tensor, alpha, inplace);
}
