using LoraDsl.Forward;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Layers;

/// <summary>
/// A convolution whose output channels see a group of the input channels each. As in PEFT, A (rank, in, height, width) convolves all input
/// channels, and B (out, rank / groups, 1, 1) mixes the ranks of a group: their product is no kernel of such a layer.
/// </summary>
internal sealed class GroupedConv2dLayer(string name, Conv2d layer) : AdaptedLayer(name)
{
    public override nn.Module<Tensor, Tensor> Module => layer;

    public override Parameter Weight => layer.weight;

    public override Parameter? Bias => layer.bias;

    public override long InFeatures => layer.in_channels * layer.weight.shape[2] * layer.weight.shape[3];

    public override long OutFeatures => layer.out_channels;

    public override int OutputDimension => -3;

    public override string? MergeRefusal => $"it has {layer.groups} groups of channels, which the adapter mixes, so that no kernel of the layer answers as both do";

    public override string? ProductRefusal => MergeRefusal;

    public override long[] ShapeOfA(long rank) => [rank, layer.in_channels, layer.weight.shape[2], layer.weight.shape[3]];

    public override long[] ShapeOfB(long rank) => rank % layer.groups == 0
        ? [OutFeatures, rank / layer.groups, 1, 1]
        : throw new InvalidOperationException(
            $"The convolution '{Name}' has {layer.groups} groups of channels, each of which needs a part of the rank, and {rank} is not divisible by that: give it a multiple of {layer.groups}, or leave it out.");

    public override void Start(Tensor a, Tensor b) => LowRankFactors.InitializeAsLora(a, b);

    public override Tensor AddProduct(Tensor output, Tensor input, Tensor a, Tensor b)
    {
        var rank = a.shape[0];
        return output.add(Apply(input, a.view(ShapeOfA(rank)), b.view(ShapeOfB(rank))));
    }

    public override Tensor RunWith(Tensor input, Tensor weight, Tensor? bias) => throw new NotSupportedException(ProductRefusal);

    public override Tensor Apply(Tensor input, Tensor a, Tensor b) => LowRankConvolution.Product(input, layer, a, b);

    protected override void RequireShape(Tensor input, long[] shape)
    {
        if (shape.Length is not (3 or 4) || shape[^3] != layer.in_channels)
            throw Misfit(input, $"images of shape ([N,] {layer.in_channels}, height, width)");
    }
}
