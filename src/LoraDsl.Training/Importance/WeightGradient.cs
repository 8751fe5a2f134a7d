using LoraDsl.Differentiation;
using LoraDsl.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Importance;

/// <summary>∂L/∂W of a frozen layer, from its inputs and the gradients of its outputs.</summary>
internal static class WeightGradient
{
    /// <summary>The gradient, of the weight's shape, in float32 (float64 for a float64 weight); the caller's scope owns it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="runs">Input and gradient of the output of each run of the layer.</param>
    public static Tensor Of(AdaptedLayer layer, IReadOnlyList<(Tensor Input, Tensor Gradient)> runs)
    {
        using var scope = NewDisposeScope();
        var gradient = layer.Module is Linear ? OfLinear(layer, runs) : Replayed(layer, runs);
        return gradient.MoveToOuterDisposeScope();
    }

    /// <summary>The rows of a value, in the type that gradients are formed in.</summary>
    public static Tensor Rows(Tensor values, long width)
    {
        var rows = values.detach().reshape(-1, width);
        return rows.dtype == ScalarType.Float64 ? rows : rows.to(ScalarType.Float32);
    }

    private static Tensor OfLinear(AdaptedLayer layer, IReadOnlyList<(Tensor Input, Tensor Gradient)> runs)
    {
        var total = Zeros(layer);
        foreach (var (input, gradient) in runs)
        {
            using var run = NewDisposeScope();
            total.addmm_(Rows(gradient, layer.OutFeatures).t(), Rows(input, layer.InFeatures));
        }

        return total;
    }

    // The layer runs again with its weight unfrozen meanwhile: only its own backward accounts for padding, strides and padding_idx.
    private static Tensor Replayed(AdaptedLayer layer, IReadOnlyList<(Tensor Input, Tensor Gradient)> runs)
    {
        var weight = layer.Weight;
        var frozen = !weight.requires_grad;
        var total = Zeros(layer);
        weight.requires_grad = true;
        try
        {
            foreach (var (input, gradient) in runs)
            {
                using var run = NewDisposeScope();
                // Added to a dense sum, a gradient may be sparse or of a narrow type.
                using var output = layer.Module.forward(input);
                if (GuardedGradient.OfOutput(output, [weight], gradient)[0] is { } part)
                    total.add_(part);
            }
        }
        finally
        {
            if (frozen)
                weight.requires_grad = false;
        }

        return total;
    }

    private static Tensor Zeros(AdaptedLayer layer)
    {
        var weight = layer.Weight;
        var type = weight.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        return zeros(weight.shape, dtype: type, device: weight.device);
    }
}
