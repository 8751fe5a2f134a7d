using LoraDsl.Adapters;
using LoraDsl.Benchmarks.Transformer;
using static TorchSharp.torch;
using FrozenLayer = TorchSharp.Modules.Linear;

namespace LoraDsl.Benchmarks.Memory;

/// <summary>A block whose projections are adapted by one method. Ranks and options are constants, so each method has a class.</summary>
internal abstract class MethodBlock(string name, TransformerCase sizes, bool isSparse = false) : TransformerBlock(name, sizes, CPU)
{
    /// <summary>The block's adapters.</summary>
    public abstract AdapterSet AdapterSet { get; }

    /// <summary>Makes the adapters ready to train.</summary>
    /// <param name="create">Makes the optimizer of their parameters.</param>
    public virtual optim.Optimizer Prepare(Func<IEnumerable<TorchSharp.Modules.Parameter>, optim.Optimizer> create)
    {
        AdapterSet.FreezeBase();
        return AdapterSet.Optimizer(create);
    }

    /// <summary>Query, key, value, output, gate, up, down, each with its adapter.</summary>
    protected abstract IReadOnlyList<nn.Module<Tensor, Tensor>> Places { get; }

    /// <summary>Query, key, value, output.</summary>
    protected (FrozenLayer Query, FrozenLayer Key, FrozenLayer Value, FrozenLayer Output) AttentionLayers() =>
        (Layer(Sizes.Width, Sizes.Width), Layer(Sizes.Width, Sizes.Width), Layer(Sizes.Width, Sizes.Width), Layer(Sizes.Width, Sizes.Width));

    /// <summary>Gate, up, down.</summary>
    protected (FrozenLayer Gate, FrozenLayer Up, FrozenLayer Down) MlpLayers() =>
        (Layer(Sizes.Width, Sizes.Hidden), Layer(Sizes.Width, Sizes.Hidden), Layer(Sizes.Hidden, Sizes.Width));

    protected override (Tensor Query, Tensor Key, Tensor Value) ProjectInput(Tensor normed) =>
        (Places[0].forward(normed), Places[1].forward(normed), Places[2].forward(normed));

    protected override Tensor ProjectOutput(Tensor mixed) => Places[3].forward(mixed);

    protected override (Tensor Gate, Tensor Up) Expand(Tensor normed) => (Places[4].forward(normed), Places[5].forward(normed));

    protected override Tensor ProjectDown(Tensor hidden) => Places[6].forward(hidden);

    private FrozenLayer Layer(int inputs, int outputs)
    {
        var layer = Layer(Sizes, inputs, outputs, CPU);
        if (!isSparse)
            return layer;
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        layer.weight.mul_(rand_like(layer.weight).lt(0.5));
        return layer;
    }
}
