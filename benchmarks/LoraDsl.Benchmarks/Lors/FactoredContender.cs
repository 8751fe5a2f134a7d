using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Lors;

/// <summary>A method with two factors a layer that is left to autograd.</summary>
internal sealed class FactoredContender : BlockContender
{
    private readonly Func<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> apply;
    private readonly List<(Parameter A, Parameter B)> factors = [];
    private readonly List<Tensor> masks = [];

    /// <summary>Makes the factors.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="device">Where the tensors are.</param>
    /// <param name="name">Name in the results.</param>
    /// <param name="shapes">Shapes of a layer's factors, from its weight's.</param>
    /// <param name="apply">The layer's output, from its input, its weight, the mask of the weight, A and B.</param>
    public FactoredContender(
        LorsCase sizes,
        Device device,
        string name,
        Func<long, long, (long[] A, long[] B)> shapes,
        Func<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor> apply)
        : base(sizes, device)
    {
        Name = name;
        this.apply = apply;
        foreach (var layer in Layers.All)
        {
            var (a, b) = shapes(layer.in_features, layer.out_features);
            factors.Add((new Parameter(randn(a, device: device)), new Parameter(randn(b, device: device))));
            masks.Add(layer.weight.detach().ne(0).to(layer.weight.dtype));
        }
    }

    public override string Name { get; }

    protected override IReadOnlyList<Parameter> Trained => [.. factors.SelectMany(pair => new[] { pair.A, pair.B })];

    public override void Dispose()
    {
        factors.ForEach(pair =>
        {
            pair.A.Dispose();
            pair.B.Dispose();
        });
        masks.ForEach(mask => mask.Dispose());
        base.Dispose();
    }

    protected override Tensor Run(int layer, Tensor x) =>
        apply(x, Layers.All[layer].weight, masks[layer], factors[layer].A, factors[layer].B);
}
