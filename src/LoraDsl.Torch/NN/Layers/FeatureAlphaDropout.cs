using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Dropout of whole channels that keeps the mean and variance of self-normalising networks (arXiv 1706.02515).</summary>
public sealed class FeatureAlphaDropout : ParameterLessModule<Tensor, Tensor>
{
    internal FeatureAlphaDropout(bool inplace, double p)
        : base(nameof(FeatureAlphaDropout))
    {
        this.inplace = inplace;
        this.p = p;
    }

    /// <summary>Whether the input itself is changed.</summary>
    public bool inplace { get; set; }

    /// <summary>The probability of a channel to be dropped.</summary>
    public double p { get; set; }

    /// <summary>(N, C, …) to the same shape.</summary>
    public override Tensor forward(Tensor input) => nn.functional.feature_alpha_dropout(input, p, training, inplace);
}
