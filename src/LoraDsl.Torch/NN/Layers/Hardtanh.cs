using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x cut off at min_val and max_val.</summary>
public sealed class Hardtanh : ParameterLessModule<Tensor, Tensor>
{
    internal Hardtanh(bool inplace, double max_val, double min_val)
        : base(nameof(Hardtanh))
    {
        this.inplace = inplace;
        this.max_val = max_val;
        this.min_val = min_val;
    }

    /// <summary>Whether the input itself is changed.</summary>
    public bool inplace { get; set; }

    /// <summary>The greatest value.</summary>
    public double max_val { get; set; }

    /// <summary>The least value.</summary>
    public double min_val { get; set; }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.hardtanh(tensor, min_val, max_val, inplace);
}
