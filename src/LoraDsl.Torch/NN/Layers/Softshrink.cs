using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x moved by lambda towards zero, at most to it.</summary>
public sealed class Softshrink : ParameterLessModule<Tensor, Tensor>
{
    internal Softshrink(double @lambda)
        : base(nameof(Softshrink))
    {
        this.@lambda = @lambda;
    }

    /// <summary>The threshold.</summary>
    public double @lambda { get; set; }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.softshrink(tensor, @lambda);
}
