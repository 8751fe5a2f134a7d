using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x where its absolute value is above lambda, else zero.</summary>
public sealed class Hardshrink : ParameterLessModule<Tensor, Tensor>
{
    internal Hardshrink(double @lambda)
        : base(nameof(Hardshrink))
    {
        this.@lambda = @lambda;
    }

    /// <summary>The threshold.</summary>
    public double @lambda { get; set; }

    /// <summary>Any shape to the same shape.</summary>
    public override Tensor forward(Tensor tensor) => nn.functional.hardshrink(tensor, @lambda);
}
