using LoraDsl.Benchmarks.Measurement;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Lors;

/// <summary>
/// Forward and backward of a block inside a network: the gradients of the input and the adapters are wanted. The product of queries and
/// keys, which is the same for every method, is replaced by a gate, so that the linear layers are what is measured.
/// </summary>
internal abstract class BlockContender : ManagedContender
{
    private readonly Tensor input;
    private readonly Tensor outputGradient;

    protected BlockContender(LorsCase sizes, Device device)
    {
        Layers = new SparseLayers(sizes, device);
        input = randn(sizes.Rows, sizes.Hidden, device: device, requires_grad: true);
        outputGradient = randn(sizes.Rows, sizes.Hidden, device: device);
    }

    protected SparseLayers Layers { get; }

    protected abstract IReadOnlyList<Parameter> Trained { get; }

    /// <inheritdoc/>
    public sealed override void Step()
    {
        using var scope = NewDisposeScope();
        autograd.backward(Forward(input), outputGradient);
        input.grad = null;
        foreach (var parameter in Trained)
            parameter.grad = null;
        if (input.is_cuda)
            cuda.synchronize();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        input.Dispose();
        outputGradient.Dispose();
        Layers.Dispose();
    }

    /// <summary>An adapted layer.</summary>
    /// <param name="layer">Its place in <see cref="SparseLayers.All"/>.</param>
    /// <param name="x">Its input.</param>
    protected abstract Tensor Run(int layer, Tensor x);

    private Tensor Forward(Tensor x)
    {
        var attention = (Run(0, x) * Run(1, x).sigmoid()) + Run(2, x);
        var hidden = x + Run(3, attention);
        return hidden + Run(6, nn.functional.silu(Run(4, hidden)) * Run(5, hidden));
    }
}
