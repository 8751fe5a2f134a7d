using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>exp(-x) over its sum along a dimension.</summary>
public sealed class Softmin : ParameterLessModule<Tensor, Tensor>
{
    internal Softmin(long dim)
        : base(nameof(Softmin))
    {
        this.dim = dim;
    }

    /// <summary>The dimension.</summary>
    public long dim { get; set; }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.softmin(tensor, dim);
}
