using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x where it is positive, else alpha (exp x - 1) (arXiv 1511.07289).</summary>
public sealed class ELU : ParameterLessModule<Tensor, Tensor>
{
    internal ELU(bool inplace, double alpha)
        : base(nameof(ELU))
    {
        this.inplace = inplace;
        this.alpha = alpha;
    }

    /// <summary>Whether the input itself is changed.</summary>
    public bool inplace { get; set; }

    /// <summary>The factor.</summary>
    public double alpha { get; set; }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.elu(tensor, alpha, inplace);
}
