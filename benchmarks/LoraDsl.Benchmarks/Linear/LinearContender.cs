using LoraDsl.Benchmarks.Measurement;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Linear;

/// <summary>Forward and backward of one linear layer inside a network: the input's gradient is wanted, the weight's is not.</summary>
internal abstract class LinearContender : ManagedContender
{
    private readonly Tensor input;
    private readonly Tensor outputGradient;

    protected LinearContender(LinearCase sizes, Device device)
    {
        random.manual_seed(1);
        Layer = nn.Linear(sizes.In, sizes.Out, device: device);
        Layer.weight.requires_grad = false;
        Layer.bias!.requires_grad = false;
        input = randn(sizes.Rows, sizes.In, device: device, requires_grad: true);
        outputGradient = randn(sizes.Rows, sizes.Out, device: device);
    }

    protected TorchSharp.Modules.Linear Layer { get; }

    protected virtual IReadOnlyList<Parameter> Factors => [];

    /// <inheritdoc/>
    public sealed override void Step()
    {
        using var scope = NewDisposeScope();
        autograd.backward(Forward(input), outputGradient);
        input.grad = null;
        foreach (var factor in Factors)
            factor.grad = null;
        if (input.is_cuda)
            cuda.synchronize();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        input.Dispose();
        outputGradient.Dispose();
        Layer.Dispose();
    }

    protected abstract Tensor Forward(Tensor x);
}
