using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x where it is positive, else negative_slope · x.</summary>
public sealed class LeakyReLU : ParameterLessModule<Tensor, Tensor>
{
    internal LeakyReLU(bool inplace, double negative_slope)
        : base(nameof(LeakyReLU))
    {
        this.inplace = inplace;
        this.negative_slope = negative_slope;
    }

    /// <summary>Whether the input itself is changed.</summary>
    public bool inplace { get; set; }

    /// <summary>The slope for negative values.</summary>
    public double negative_slope { get; set; }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.leaky_relu(tensor, negative_slope, inplace);
}
