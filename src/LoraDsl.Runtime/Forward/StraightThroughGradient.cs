using System.ComponentModel;
using LoraDsl.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>
/// LoRS's published gradients of A and B, which pass the mask straight through (Hu et al., arXiv 2501.08582). Nothing of the weight's size is
/// formed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class StraightThroughGradient
{
    /// <summary>dA = s·(g·B)ᵀ·x and dB = s·gᵀ·(x·Aᵀ) of a linear layer.</summary>
    /// <param name="gradient">g, the gradient of the output, (T, out).</param>
    /// <param name="x">The layer's input, (T, in).</param>
    /// <param name="a">A, (rank, in).</param>
    /// <param name="b">B, (out, rank).</param>
    /// <param name="scaling">s.</param>
    /// <returns>dA and dB, which belong to the caller's dispose scope.</returns>
    public static (Tensor A, Tensor B) OfFactors(Tensor gradient, Tensor x, Tensor a, Tensor b, double scaling)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(a);
        using var scope = NewDisposeScope();
        var dA = Scaled(gradient.mm(LowRank.As(b, gradient)), scaling).t().mm(x);
        var dB = gradient.t().mm(Scaled(x.mm(LowRank.As(a, x).t()), scaling));
        return (dA.MoveToOuterDisposeScope(), dB.MoveToOuterDisposeScope());
    }

    /// <summary>dA and dB of a convolution, through the few channels of h = x ∗ A that B mixes.</summary>
    /// <param name="gradient">g, the gradient of the output, ([N,] out, height, width).</param>
    /// <param name="x">The layer's input, ([N,] in, height, width).</param>
    /// <param name="layer">The layer that strides, pads and dilates.</param>
    /// <param name="a">A, (rank, in, height, width of the kernel).</param>
    /// <param name="b">B, (out, rank, 1, 1).</param>
    /// <param name="scaling">s.</param>
    /// <returns>dA and dB, which belong to the caller's dispose scope.</returns>
    public static (Tensor A, Tensor B) OfFactors(Tensor gradient, Tensor x, Conv2d layer, Tensor a, Tensor b, double scaling)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(b);
        using var scope = NewDisposeScope();
        var gradientOfH = Scaled(nn.functional.conv2d(gradient, LowRank.As(b, gradient).transpose(0, 1)), scaling);
        var (h, _, dA) = ConvolutionGradients.Of(layer, x, LowRank.As(a, x), gradientOfH, needsX: false, needsKernel: true);
        var dB = gradient.flatten(-2).matmul(h.flatten(-2).transpose(-1, -2)).reshape([-1, .. b.shape]).sum(dim: 0);
        return (dA!.MoveToOuterDisposeScope(), Scaled(dB, scaling).MoveToOuterDisposeScope());
    }

    private static Tensor Scaled(Tensor tensor, double scaling) => scaling == 1 ? tensor : tensor.Times(scaling);
}
