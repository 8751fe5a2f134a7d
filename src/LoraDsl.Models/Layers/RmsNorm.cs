using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Models.Layers;

/// <summary>
/// y = w ⊙ x/√(mean(x²) + ε) over the last dimension (Zhang and Sennrich, arXiv 1910.07467). The mean is formed in float32 for 16-bit inputs, and
/// the quotient is rounded before the product, as the LLaMA family is trained.
/// </summary>
public sealed class RmsNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly double epsilon;

    /// <summary>Makes the layer.</summary>
    /// <param name="weight">Its weight, of shape (features).</param>
    /// <param name="epsilon">What is added to the mean square.</param>
    public RmsNorm(Parameter weight, double epsilon)
        : base(nameof(RmsNorm))
    {
        (this.weight, this.epsilon) = (weight, epsilon);
        RegisterComponents();
    }

    /// <inheritdoc/>
    /// <param name="input">Of shape (…, features).</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var wide = input.dtype is ScalarType.Float16 or ScalarType.BFloat16 ? input.to(ScalarType.Float32) : input;
        var scaled = wide * rsqrt(wide.square().mean([-1], keepdim: true) + epsilon);
        return (weight * scaled.to(input.dtype)).MoveToOuterDisposeScope();
    }
}
