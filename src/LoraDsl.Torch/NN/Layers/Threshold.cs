using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x where it is above the threshold, else the value.</summary>
public sealed class Threshold : ParameterLessModule<Tensor, Tensor>
{
    internal Threshold(bool inplace, double threshold, double value)
        : base(nameof(Threshold))
    {
        this.inplace = inplace;
        this.threshold = threshold;
        this.value = value;
    }

    /// <summary>Whether the input itself is changed.</summary>
    public bool inplace { get; set; }

    /// <summary>The threshold.</summary>
    public double threshold { get; set; }

    /// <summary>The value at and below the threshold.</summary>
    public double value { get; set; }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.threshold(tensor, threshold, value, inplace);
}
