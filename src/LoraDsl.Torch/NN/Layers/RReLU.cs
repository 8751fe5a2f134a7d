using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x where it is positive, else a random slope · x; the mean slope outside of training (arXiv 1505.00853).</summary>
public sealed class RReLU : ParameterLessModule<Tensor, Tensor>
{
    internal RReLU(double lower, double upper, bool inplace)
        : base(nameof(RReLU))
    {
        this.lower = lower;
        this.upper = upper;
        this.inplace = inplace;
    }

    /// <summary>The least slope.</summary>
    public double lower { get; set; }

    /// <summary>The greatest slope.</summary>
    public double upper { get; set; }

    /// <summary>Whether the input itself is changed.</summary>
    public bool inplace { get; set; }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => training ? nn.functional.rrelu(tensor, lower, upper, inplace) : nn.functional.leaky_relu(tensor, (lower + upper) / 2, inplace);
}
