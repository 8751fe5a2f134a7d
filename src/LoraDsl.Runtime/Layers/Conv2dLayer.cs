using LoraDsl.Forward;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Layers;

/// <summary>
/// A convolution with W (out, in, height, width): A (rank, in, height, width) convolves as W does, B (out, rank, 1, 1) mixes its channels.
/// </summary>
internal sealed class Conv2dLayer(string name, Conv2d layer) : AdaptedLayer(name)
{
    public override nn.Module<Tensor, Tensor> Module => layer;

    public override Parameter Weight => layer.weight;

    public override long InFeatures => layer.in_channels * Kernel[0] * Kernel[1];

    public override long OutFeatures => layer.out_channels;

    public override int OutputDimension => -3;

    private ReadOnlySpan<long> Kernel => layer.weight.shape.AsSpan(2);

    public override long[] ShapeOfA(long rank) => [rank, layer.in_channels, .. Kernel];

    public override long[] ShapeOfB(long rank) => [OutFeatures, rank, 1, 1];

    public override void Start(Tensor a, Tensor b) => LowRankFactors.InitializeAsLora(a, b);

    public override Tensor AddProduct(Tensor output, Tensor input, Tensor a, Tensor b)
    {
        var rank = a.shape[0];
        return output.add(Apply(input, a.view(ShapeOfA(rank)), b.view(ShapeOfB(rank))));
    }

    public override Parameter? Bias => layer.bias;

    public override Tensor RunWith(Tensor input, Tensor weight, Tensor? bias) => LayerConvolution.Like(layer, input, weight, bias);

    public override Tensor Apply(Tensor input, Tensor a, Tensor b) => LowRankConvolution.Product(input, layer, a, b);

    protected override void RequireShape(Tensor input, long[] shape)
    {
        if (shape.Length is not (3 or 4) || shape[^3] != layer.in_channels)
            throw Misfit(input, $"images of shape ([N,] {layer.in_channels}, height, width)");
    }
}
