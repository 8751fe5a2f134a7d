using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x Φ(x), elementwise (Hendrycks and Gimpel, 2016, arXiv 1606.08415).</summary>
public sealed class GELU : ParameterLessModule<Tensor, Tensor>
{
    internal GELU(Approximate approximate, bool inplace)
        : base(nameof(GELU))
    {
        this.approximate = approximate;
        this.inplace = inplace;
    }

    /// <summary>How Φ, the normal distribution's cumulative probability, is computed.</summary>
    public enum Approximate
    {
        /// <summary>By the error function.</summary>
        none = 0,

        /// <summary>By 0.5 (1 + tanh(√(2/π) (x + 0.044715 x³))).</summary>
        tanh = 1,
    }

    /// <summary>How Φ is computed.</summary>
    public Approximate approximate { get; set; }

    /// <summary>Whether the input itself is changed.</summary>
    public bool inplace { get; set; }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, approximate, inplace);
}
