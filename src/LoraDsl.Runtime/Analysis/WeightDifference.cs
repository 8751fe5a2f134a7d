using static TorchSharp.torch;

namespace LoraDsl.Analysis;

/// <summary>The difference of a weight between two checkpoints of one model.</summary>
internal static class WeightDifference
{
    /// <summary>The spectrum of ΔW = W₁ − W₀, in float64.</summary>
    /// <param name="name">Name of the weight, for messages.</param>
    /// <param name="first">W₀.</param>
    /// <param name="second">W₁.</param>
    /// <exception cref="ArgumentException">The shapes differ, or a value is not finite.</exception>
    public static SingularSpectrum SpectrumOf(string name, Tensor first, Tensor second)
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
            return SingularSpectrum.Of(second.to(ScalarType.Float64).sub(first.to(ScalarType.Float64)));
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"The change of '{name}' cannot be analysed: {error.Message}", error);
        }
    }
}
