using static TorchSharp.torch;

namespace LoraDsl.Models.Layers;

/// <summary>
/// Rotary places (Su et al., arXiv 2104.09864): feature i and feature i + d/2 of a head are turned together by the place times a frequency.
/// </summary>
internal sealed class RotaryEmbedding
{
    private readonly RotaryFrequencies frequencies;

    /// <summary>Takes the frequencies.</summary>
    public RotaryEmbedding(RotaryFrequencies frequencies) => this.frequencies = frequencies;

    /// <summary>Cosines and sines of places. They are formed in float64, and rounded once.</summary>
    /// <param name="places">int64 of shape (batch or 1, tokens).</param>
    /// <param name="length">How long the sequence is by now, which dynamic frequencies depend on.</param>
    /// <param name="dtype">What they are rounded to.</param>
    /// <returns>Of shape (batch or 1, 1, tokens, d/2) each.</returns>
    public (Tensor Cosines, Tensor Sines) At(Tensor places, long length, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var each = tensor(frequencies.For(length), dtype: ScalarType.Float64, device: places.device);
        var angles = (places.to(ScalarType.Float64).unsqueeze(-1) * each).unsqueeze(1);
        return ((angles.cos() * frequencies.Strength).to(dtype).MoveToOuterDisposeScope(), (angles.sin() * frequencies.Strength).to(dtype).MoveToOuterDisposeScope());
    }

    /// <summary>Turns heads.</summary>
    /// <param name="heads">Of shape (batch, heads, tokens, d).</param>
    /// <param name="cosines">What <see cref="At"/> returned.</param>
    /// <param name="sines">The same.</param>
    public static Tensor Turn(Tensor heads, Tensor cosines, Tensor sines)
    {
        using var scope = NewDisposeScope();
        var half = heads.shape[^1] / 2;
        var (first, second) = (heads.narrow(-1, 0, half), heads.narrow(-1, half, half));
        return cat([first * cosines - second * sines, second * cosines + first * sines], -1).MoveToOuterDisposeScope();
    }
}
