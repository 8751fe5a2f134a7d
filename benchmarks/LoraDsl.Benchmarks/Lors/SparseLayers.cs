using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Lors;

/// <summary>The frozen, sparse linear layers of a block, without biases, and factors for each as LoRS and LoRA have them.</summary>
internal sealed class SparseLayers : IDisposable
{
    private readonly List<TorchSharp.Modules.Linear> layers = [];

    public SparseLayers(LorsCase sizes, Device device)
    {
        random.manual_seed(1);
        foreach (var (inFeatures, outFeatures) in Shapes(sizes))
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            var layer = nn.Linear(inFeatures, outFeatures, hasBias: false, device: device);
            layer.weight.mul_(Mask(sizes.Pattern, layer.weight));
            layer.weight.requires_grad = false;
            layers.Add(layer);
        }
    }

    public TorchSharp.Modules.Linear Query => layers[0];

    public TorchSharp.Modules.Linear Key => layers[1];

    public TorchSharp.Modules.Linear Value => layers[2];

    public TorchSharp.Modules.Linear Output => layers[3];

    public TorchSharp.Modules.Linear Gate => layers[4];

    public TorchSharp.Modules.Linear Up => layers[5];

    public TorchSharp.Modules.Linear Down => layers[6];

    public IReadOnlyList<TorchSharp.Modules.Linear> All => layers;

    public void Dispose() => layers.ForEach(layer => layer.Dispose());

    private static IEnumerable<(long In, long Out)> Shapes(LorsCase sizes) =>
        Enumerable.Repeat(((long)sizes.Hidden, (long)sizes.Hidden), 4)
            .Append((sizes.Hidden, sizes.Intermediate))
            .Append((sizes.Hidden, sizes.Intermediate))
            .Append((sizes.Intermediate, sizes.Hidden));

    private static Tensor Mask(SparsePattern pattern, Tensor weight)
    {
        var draws = rand_like(weight);
        if (pattern == SparsePattern.Half)
            return draws.lt(0.5);
        var groups = draws.view(-1, 4);
        return groups.ge(groups.sort(1).Item1.narrow(1, 2, 1)).view(weight.shape);
    }
}
