using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The cosine of the angle between vectors along a dimension.</summary>
public sealed class CosineSimilarity : ParameterLessModule<Tensor, Tensor, Tensor>
{
    internal CosineSimilarity(double eps, long dim)
        : base(nameof(CosineSimilarity))
    {
        this.eps = eps;
        this.dim = dim;
    }

    /// <summary>The least denominator, or what is added to the difference.</summary>
    public double eps { get; set; }

    /// <summary>The dimension.</summary>
    public long dim { get; set; }

    /// <summary>The function of the same name in <see cref="nn.functional"/>.</summary>
    public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.cosine_similarity(input1, input2, dim, eps);
}
