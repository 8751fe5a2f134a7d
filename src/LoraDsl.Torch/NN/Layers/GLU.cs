using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The first half along a dimension, times the sigmoid of the second (arXiv 1612.08083).</summary>
public sealed class GLU : ParameterLessModule<Tensor, Tensor>
{
    internal GLU(long dim)
        : base(nameof(GLU))
    {
        this.dim = dim;
    }

    /// <summary>The dimension.</summary>
    public long dim { get; set; }

    /// <summary>The function of the same name in <see cref="nn.functional"/>.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.glu(tensor, dim);
}
