using LoraDsl.Forward;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Layers;

/// <summary>A convolution with W (out, in, length): A (rank, in, length) convolves as W does, B (out, rank, 1) mixes its channels.</summary>
internal sealed class Conv1dLayer(string name, Conv1d layer) : AdaptedLayer(name)
{
    private readonly Conv1d layer = RequireOneGroup(layer, name);

    public override nn.Module<Tensor, Tensor> Module => layer;

    public override Parameter Weight => layer.weight;

    public override Parameter? Bias => layer.bias;

    public override long InFeatures => layer.in_channels * layer.weight.shape[2];

    public override long OutFeatures => layer.out_channels;

    public override int OutputDimension => -2;

    public override long[] ShapeOfA(long rank) => [rank, layer.in_channels, layer.weight.shape[2]];

    public override long[] ShapeOfB(long rank) => [OutFeatures, rank, 1];

    public override void Start(Tensor a, Tensor b) => LowRankFactors.InitializeAsLora(a, b);

    public override Tensor AddProduct(Tensor output, Tensor input, Tensor a, Tensor b)
    {
        var rank = a.shape[0];
        return output.add(Apply(input, a.view(ShapeOfA(rank)), b.view(ShapeOfB(rank))));
    }

    public override Tensor RunWith(Tensor input, Tensor weight, Tensor? bias) => LayerConvolution.Like(layer, input, weight, bias);

    public override Tensor Apply(Tensor input, Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        var h = LayerConvolution.Like(layer, input, LowRank.As(a, input));
        return nn.functional.conv1d(h, LowRank.As(b, h)).MoveToOuterDisposeScope();
    }

    protected override void RequireShape(Tensor input, long[] shape)
    {
        if (shape.Length is not (2 or 3) || shape[^2] != layer.in_channels)
            throw Misfit(input, $"sequences of shape ([N,] {layer.in_channels}, length)");
    }

    private static Conv1d RequireOneGroup(Conv1d layer, string name) => layer.groups == 1
        ? layer
        : throw new InvalidOperationException(
            $"The convolution '{name}' has {layer.groups} groups of channels that do not mix, which a low-rank adapter would: leave it out, or give it groups: 1.");
}
