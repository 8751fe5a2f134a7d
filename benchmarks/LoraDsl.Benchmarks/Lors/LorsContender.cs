using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Lors;

/// <summary>The generated code, by the published gradient.</summary>
internal sealed class LorsContender : BlockContender
{
    private readonly List<nn.Module<Tensor, Tensor>> adapted = [];

    public LorsContender(LorsCase sizes, Device device)
        : base(sizes, device)
    {
        foreach (var layer in Layers.All)
            adapted.Add(Adapt(layer, sizes.Rank));
        Trained = [.. adapted.SelectMany(model => model.parameters()).Where(parameter => parameter.requires_grad)];
        using var noGradient = no_grad();
        // Away from the start, where B is zero: the product must not be one of zeros.
        foreach (var parameter in Trained)
            parameter.normal_();
    }

    public override string Name => "lors";

    protected override IReadOnlyList<Parameter> Trained { get; }

    public override void Dispose()
    {
        adapted.ForEach(model => model.Dispose());
        base.Dispose();
    }

    protected override Tensor Run(int layer, Tensor x) => adapted[layer].forward(x);

    private static nn.Module<Tensor, Tensor> Adapt(TorchSharp.Modules.Linear layer, int rank) => rank switch
    {
        8 => new SparseLayer8(layer),
        16 => new SparseLayer16(layer),
        64 => new SparseLayer64(layer),
        _ => throw new ArgumentOutOfRangeException(nameof(rank), rank, "Ranks are constants: there is a model for 8, 16 and 64."),
    };
}
