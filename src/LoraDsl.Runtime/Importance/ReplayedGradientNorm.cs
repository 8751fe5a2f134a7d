using LoraDsl.Adapters;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>
/// Norms of ∂L/∂W by running the frozen layer again, with its weight unfrozen for the moment: the layer's own backward knows what its
/// padding, steps or <c>padding_idx</c> leave out of the gradient.
/// </summary>
internal static class ReplayedGradientNorm
{
    /// <summary>The norm.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="runs">Input and gradient of the output of each run of the layer.</param>
    /// <param name="norm">Which norm.</param>
    public static double Of(AdaptedLayer layer, IReadOnlyList<(Tensor Input, Tensor Gradient)> runs, MatrixNorm norm)
    {
        var weight = layer.Weight;
        var frozen = !weight.requires_grad;
        using var scope = NewDisposeScope();
        var type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var total = zeros(weight.shape, dtype: type, device: weight.device);
        weight.requires_grad = true;
        try
        {
            foreach (var (input, gradient) in runs)
            {
                using var run = NewDisposeScope();
                // Added to a dense sum, a gradient may be sparse or of a narrow type.
                using var output = layer.Module.forward(input);
                total.add_(autograd.grad([output], [weight], [gradient])[0]);
            }
        }
        finally
        {
            if (frozen)
                weight.requires_grad = false;
        }

        return norm == MatrixNorm.L2
            ? Math.Sqrt(total.mul_(total).sum(ScalarType.Float64).item<double>())
            : total.abs_().sum(ScalarType.Float64).item<double>();
    }
}
