using LoraDsl.Ranks;
using static TorchSharp.torch;

namespace LoraDsl.Decompositions;

/// <summary>Spectra of tensors.</summary>
public static class WeightSpectrum
{
    /// <summary>The spectrum of a weight, computed in float64.</summary>
    /// <param name="weight">A matrix, or a weight whose first dimension are the rows and whose others are folded into columns.</param>
    /// <exception cref="ArgumentException">The weight has fewer than two dimensions, no values, or some that are not finite.</exception>
    public static SingularSpectrum Of(Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.dim() < 2 || weight.numel() == 0)
            throw new ArgumentException($"A spectrum is that of a matrix, not of a tensor of shape ({string.Join(", ", weight.shape)}).", nameof(weight));

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var matrix = weight.to(ScalarType.Float64).flatten(1);
        if (!matrix.isfinite().all().item<bool>())
            throw new ArgumentException("The weight has values that are not finite, and so no spectrum.", nameof(weight));
        var sigma = linalg.svdvals(matrix).cpu();
        return new SingularSpectrum(sigma.data<double>().ToArray());
    }

    /// <summary>The spectrum of ΔW = W₁ − W₀, in float64.</summary>
    /// <param name="name">Name of the weight, for messages.</param>
    /// <param name="first">W₀.</param>
    /// <param name="second">W₁.</param>
    /// <exception cref="ArgumentException">The shapes differ, or a value is not finite.</exception>
    public static SingularSpectrum OfChange(string name, Tensor first, Tensor second)
    {
        if (!first.shape.AsSpan().SequenceEqual(second.shape))
        {
            throw new ArgumentException(
                $"'{name}' has the shape ({string.Join(", ", first.shape)}) in the first checkpoint and ({string.Join(", ", second.shape)}) in the second: compare checkpoints of one model.");
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        try
        {
            return Of(second.to(ScalarType.Float64).sub(first.to(ScalarType.Float64)));
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"The change of '{name}' cannot be analysed: {error.Message}", error);
        }
    }
}
