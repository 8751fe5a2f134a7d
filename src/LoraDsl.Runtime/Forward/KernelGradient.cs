using System.ComponentModel;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>The gradients of a convolution's parameters.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class KernelGradient
{
    /// <summary>The gradient of the kernel and, where it is wanted, of the images.</summary>
    /// <param name="gradient">The gradient of the output, ([N,] out, height, width).</param>
    /// <param name="x">The images, ([N,] in, height, width).</param>
    /// <param name="layer">The layer that strides, pads and dilates.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="needsX">Whether the images' gradient is wanted.</param>
    /// <returns>Both, which belong to the caller's dispose scope; the images' is <see langword="null"/> where it is not wanted.</returns>
    public static (Tensor? X, Tensor Kernel) Of(Tensor gradient, Tensor x, Conv2d layer, Tensor kernel, bool needsX)
    {
        var (_, dx, dKernel) = ConvolutionGradients.Of(layer, x, kernel, gradient, needsX, needsKernel: true);
        return (dx, dKernel!);
    }

    /// <summary>The gradient of the bias: the sum over images and places.</summary>
    /// <param name="gradient">The gradient of the output, ([N,] out, height, width).</param>
    /// <returns>(out), which belongs to the caller's dispose scope.</returns>
    public static Tensor OfBias(Tensor gradient)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        return gradient.sum(gradient.Dimensions == 4 ? [0, 2, 3] : [1, 2]);
    }
}
