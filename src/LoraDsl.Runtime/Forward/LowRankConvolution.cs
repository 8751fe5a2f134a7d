using System.ComponentModel;
using LoraDsl.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>
/// The low-rank part of an adapted convolution, left to autograd: A convolves the images as the layer's kernel does, B mixes the channels of
/// the result, within the groups of the layer.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class LowRankConvolution
{
    /// <summary>y += s·((x ∗ A) ∗ B), in place.</summary>
    /// <param name="y">The frozen layer's output, ([N,] out, height, width).</param>
    /// <param name="x">The adapter's input, ([N,] in, height, width).</param>
    /// <param name="layer">The layer that strides, pads and dilates.</param>
    /// <param name="a">A, (rank, in, height, width of the kernel).</param>
    /// <param name="b">B, (out, rank, 1, 1).</param>
    /// <param name="scaling">s.</param>
    public static void AddTo(Tensor y, Tensor x, Conv2d layer, Tensor a, Tensor b, double scaling = 1)
    {
        ArgumentNullException.ThrowIfNull(y);
        using var scope = NewDisposeScope();
        y.PlusInPlace(Product(x, layer, a, b, scaling));
    }

    /// <summary>s·((x ∗ A) ∗ B), which belongs to the caller's dispose scope.</summary>
    /// <param name="x">The adapter's input, ([N,] in, height, width).</param>
    /// <param name="layer">The layer that strides, pads and dilates.</param>
    /// <param name="a">A, (rank, in, height, width of the kernel).</param>
    /// <param name="b">B, (out, rank, 1, 1).</param>
    /// <param name="scaling">s.</param>
    public static Tensor Product(Tensor x, Conv2d layer, Tensor a, Tensor b, double scaling = 1)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);

        // h is the smallest tensor of the product, so it is the one to scale.
        using var scope = NewDisposeScope();
        var h = LayerConvolution.Like(layer, x, LowRank.As(a, x));
        if (scaling != 1)
            h.TimesInPlace(scaling);
        return nn.functional.conv2d(h, LowRank.As(b, h), groups: layer.groups).MoveToOuterDisposeScope();
    }
}
