using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Dropout that keeps the mean and variance of self-normalising networks (arXiv 1706.02515).</summary>
public sealed class AlphaDropout : ParameterLessModule<Tensor, Tensor>
{
    internal AlphaDropout(bool inplace, double p)
        : base(nameof(AlphaDropout))
    {
        this.inplace = inplace;
        this.p = p;
    }

    /// <summary>Whether the input itself is changed.</summary>
    public bool inplace { get; set; }

    /// <summary>The probability of a zero.</summary>
    public double p { get; set; }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.alpha_dropout(tensor, p, training, inplace);
}
