using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>In training, zeros whole channels with a probability and scales the rest up.</summary>
public sealed class Dropout3d : ParameterLessModule<Tensor, Tensor>
{
    internal Dropout3d(bool inplace, double p)
        : base(nameof(Dropout3d))
    {
        this.inplace = inplace;
        this.p = p;
    }

    /// <summary>Whether the input itself is changed.</summary>
    public bool inplace { get; set; }

    /// <summary>The probability of a zero.</summary>
    public double p { get; set; }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor input) => nn.functional.dropout3d(input, p, training, inplace);
}
