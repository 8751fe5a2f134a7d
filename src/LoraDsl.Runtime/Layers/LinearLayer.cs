using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Layers;

/// <summary>A linear layer: W (out, in), A (rank, in), B (out, rank).</summary>
internal sealed class LinearLayer(string name, Linear layer) : AdaptedLayer(name)
{
    public override nn.Module<Tensor, Tensor> Module => layer;

    public override Parameter Weight => layer.weight;

    public override Parameter? Bias => layer.bias;

    public override long InFeatures => layer.in_features;

    public override long OutFeatures => layer.out_features;

    public override long[] ShapeOfA(long rank) => [rank, InFeatures];

    public override long[] ShapeOfB(long rank) => [OutFeatures, rank];

    public override void Start(Tensor a, Tensor b) => LowRankFactors.InitializeAsLora(a, b);

    public override Tensor AddProduct(Tensor output, Tensor input, Tensor a, Tensor b) =>
        output.reshape(-1, OutFeatures).addmm(input.reshape(-1, InFeatures).mm(a.t()), b.t()).view(output.shape);

    public override Tensor RunWith(Tensor input, Tensor weight, Tensor? bias) => nn.functional.linear(input, weight, bias);

    public override Tensor Apply(Tensor input, Tensor a, Tensor b) =>
        input.reshape(-1, InFeatures).mm(a.t()).mm(b.t()).view([.. input.shape[..^1], OutFeatures]);

    /// <summary>Folds leading dimensions into one: an adapter's code sees T × in and gives T × out.</summary>
    public override Tensor Run(Tensor input, long[] shape, Func<Tensor, Tensor> adapt)
    {
        if (shape.Length == 2)
            return adapt(input);
        using var scope = NewDisposeScope();
        var output = adapt(input.reshape(-1, InFeatures));
        return output.view([.. shape[..^1], OutFeatures]).MoveToOuterDisposeScope();
    }

    protected override void RequireShape(Tensor input, long[] shape)
    {
        if (shape.Length == 0 || shape[^1] != InFeatures)
            throw Misfit(input, $"inputs of shape (…, {InFeatures})");
    }
}
