using System.ComponentModel;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Forward;

/// <summary>Convolutions by other kernels than a layer's own.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class LayerConvolution
{
    /// <summary>A convolution that strides, pads and dilates as a layer does.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="x">Images, ([N,] in, height, width).</param>
    /// <param name="kernel">Kernels of the layer's size, (channels, in, height, width).</param>
    /// <param name="bias">A bias, (channels), or <see langword="null"/>.</param>
    /// <returns>([N,] channels, height, width), which belongs to the caller's dispose scope.</returns>
    public static Tensor Like(Conv2d layer, Tensor x, Tensor kernel, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
        {
            using var padded = nn.functional.pad(x, Border(layer), layer.padding_mode);
            return nn.functional.conv2d(padded, kernel, bias, strides: layer.stride, dilation: layer.dilation);
        }

        return layer.padding_type is { } type
            ? nn.functional.conv2d_padding(x, kernel, bias, strides: layer.stride, padding: type, dilation: layer.dilation)
            : nn.functional.conv2d(x, kernel, bias, strides: layer.stride, padding: layer.padding, dilation: layer.dilation);
    }

    /// <summary>A convolution over sequences that strides, pads and dilates as a layer does.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="x">Sequences, ([N,] in, length).</param>
    /// <param name="kernel">Kernels of the layer's size, (channels, in, length).</param>
    /// <param name="bias">A bias, (channels), or <see langword="null"/>.</param>
    /// <returns>([N,] channels, length), which belongs to the caller's dispose scope.</returns>
    public static Tensor Like(Conv1d layer, Tensor x, Tensor kernel, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
        {
            using var padded = nn.functional.pad(x, Border(layer), layer.padding_mode);
            return nn.functional.conv1d(padded, kernel, bias, stride: layer.stride[0], dilation: layer.dilation[0]);
        }

        return layer.padding_type is { } type
            ? nn.functional.conv1d_padding(x, kernel, bias, stride: layer.stride[0], padding: type, dilation: layer.dilation[0])
            : nn.functional.conv1d(x, kernel, bias, stride: layer.stride[0], padding: layer.padding![0], dilation: layer.dilation[0]);
    }

    private static long[] Border(Conv1d layer)
    {
        if (layer.padding_type is null)
            return [layer.padding![0], layer.padding[0]];
        if (layer.padding_type == Padding.Valid)
            return [0, 0];
        var length = layer.dilation[0] * (layer.kernel_size[0] - 1);
        return [length / 2, length - (length / 2)];
    }

    // Left, right, top, bottom. An odd border of the kind that keeps the size is one wider at the end.
    private static long[] Border(Conv2d layer)
    {
        if (layer.padding_type is null)
            return [layer.padding![1], layer.padding[1], layer.padding[0], layer.padding[0]];
        if (layer.padding_type == Padding.Valid)
            return [0, 0, 0, 0];
        var height = layer.dilation[0] * (layer.kernel_size[0] - 1);
        var width = layer.dilation[1] * (layer.kernel_size[1] - 1);
        return [width / 2, width - (width / 2), height / 2, height - (height / 2)];
    }
}
