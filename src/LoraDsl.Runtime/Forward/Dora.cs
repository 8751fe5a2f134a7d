using System.ComponentModel;
using LoraDsl.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>
/// What DoRA (Liu et al., arXiv 2402.09353) does to the output of a layer that LoRA adapts: each output is multiplied by m/‖W + s·B·A‖, where
/// the norm is that of its row of the folded weight and takes part in no gradient.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Dora
{
    /// <summary>m/‖W + s·B·A‖ of a linear layer, (out), of its weight's type.</summary>
    /// <param name="m">m, (out).</param>
    /// <param name="layer">The layer.</param>
    /// <param name="a">A, (rank, in).</param>
    /// <param name="b">B, (out, rank).</param>
    /// <param name="scaling">s.</param>
    public static Tensor Gain(Tensor m, Linear layer, Tensor a, Tensor b, double scaling = 1)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return LowRank.As(Gain(m, layer.weight, a, b, scaling), layer.weight.dtype);
    }

    /// <summary>m/‖W + s·B·A‖ of a convolution, (out, 1, 1), of its weight's type.</summary>
    /// <param name="m">m, (out).</param>
    /// <param name="layer">The layer.</param>
    /// <param name="a">A, (rank, in, height, width).</param>
    /// <param name="b">B, (out, rank, 1, 1).</param>
    /// <param name="scaling">s.</param>
    public static Tensor Gain(Tensor m, Conv2d layer, Tensor a, Tensor b, double scaling = 1)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return LowRank.As(Gain(m, layer.weight.flatten(1), a, b, scaling), layer.weight.dtype).view(-1, 1, 1);
    }

    /// <summary>m/‖E + s·Aᵀ·Bᵀ‖ of an embedding, (width), of its table's type; the norms are those of the table's columns, as in PEFT.</summary>
    /// <param name="m">m, (width).</param>
    /// <param name="layer">The layer.</param>
    /// <param name="a">A, (rank, rows).</param>
    /// <param name="b">B, (width, rank).</param>
    /// <param name="scaling">s.</param>
    public static Tensor Gain(Tensor m, Embedding layer, Tensor a, Tensor b, double scaling = 1)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return LowRank.As(Gain(m, layer.weight!.t(), a, b, scaling), layer.weight!.dtype);
    }

    /// <summary>y ← gain ⊙ y + bias.</summary>
    /// <param name="y">The output without its bias.</param>
    /// <param name="gain">The gain, in a shape that multiplies y.</param>
    /// <param name="bias">The bias, (out), or <see langword="null"/>.</param>
    /// <returns>The output, which belongs to the caller's dispose scope.</returns>
    public static Tensor Rescale(Tensor y, Tensor gain, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(gain);

        // Not addcmul, whose backward multiplies the output by its factor of 1.
        var scaled = y.mul(gain);
        if (bias is not null)
            scaled.PlusInPlace(bias.view(gain.shape));
        return scaled;
    }

    /// <summary>m/‖W + s·B·A‖ for each row of a folded weight, of m's type.</summary>
    internal static Tensor Gain(Tensor m, Tensor matrix, Tensor a, Tensor b, double scaling)
    {
        Tensor norms;
        using (no_grad())
            norms = RowNorms.OfSum(matrix, a.flatten(1), b.flatten(1), scaling).to(m.dtype);
        return m.div(norms);
    }
}
