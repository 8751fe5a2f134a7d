using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Adapters;

/// <summary>
/// A convolution with W (out, in, height, width): A (rank, in, height, width) convolves as W does, B (out, rank, 1, 1) mixes its channels.
/// </summary>
internal sealed class Conv2dLayer(string name, Conv2d layer) : AdaptedLayer(name)
{
    private readonly Conv2d layer = RequireOneGroup(RequireAssigned(layer, name), name);

    public override nn.Module<Tensor, Tensor> Module => layer;

    public override Parameter Weight => layer.weight;

    public override long InFeatures => layer.in_channels * Kernel[0] * Kernel[1];

    public override long OutFeatures => layer.out_channels;

    public override int OutputDimension => -3;

    private ReadOnlySpan<long> Kernel => layer.weight.shape.AsSpan(2);

    public override long[] ShapeOfA(long rank) => [rank, layer.in_channels, .. Kernel];

    public override long[] ShapeOfB(long rank) => [OutFeatures, rank, 1, 1];

    public override void Start(Tensor a, Tensor b) => LowRankFactors.StartAsLora(a, b);

    public override Tensor AddProduct(Tensor output, Tensor input, Tensor a, Tensor b)
    {
        var rank = a.shape[0];
        return output.add(nn.functional.conv2d(Convolve(input, a.view(ShapeOfA(rank))), b.view(ShapeOfB(rank))));
    }

    public override void RequireInput(Tensor input, long[] shape)
    {
        if (shape.Length is not (3 or 4) || shape[^3] != layer.in_channels)
            throw Misfit(input, $"images of shape ([N,] {layer.in_channels}, height, width)");
    }

    /// <summary>A convolution by other kernels that strides, pads and dilates as the layer does.</summary>
    private Tensor Convolve(Tensor x, Tensor kernels)
    {
        if (layer.padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
        {
            var padded = nn.functional.pad(x, Border(), layer.padding_mode);
            return nn.functional.conv2d(padded, kernels, strides: layer.stride, dilation: layer.dilation);
        }

        return layer.padding_type is { } type
            ? nn.functional.conv2d_padding(x, kernels, strides: layer.stride, padding: type, dilation: layer.dilation)
            : nn.functional.conv2d(x, kernels, strides: layer.stride, padding: layer.padding, dilation: layer.dilation);
    }

    /// <summary>Left, right, top, bottom. An odd border of the kind that keeps the size is one wider at the end.</summary>
    private long[] Border()
    {
        if (layer.padding_type is null)
            return [layer.padding![1], layer.padding[1], layer.padding[0], layer.padding[0]];
        if (layer.padding_type == Padding.Valid)
            return [0, 0, 0, 0];
        var height = layer.dilation[0] * (Kernel[0] - 1);
        var width = layer.dilation[1] * (Kernel[1] - 1);
        return [width / 2, width - (width / 2), height / 2, height - (height / 2)];
    }

    private static Conv2d RequireOneGroup(Conv2d layer, string name) => layer.groups == 1
        ? layer
        : throw new InvalidOperationException(
            $"The convolution '{name}' has {layer.groups} groups of channels that do not mix, which a low-rank adapter would: leave it out with [NoLora], or give it groups: 1.");
}
