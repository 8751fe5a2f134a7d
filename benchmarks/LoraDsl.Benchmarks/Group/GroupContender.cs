using LoraDsl.Benchmarks.Measurement;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LoraDsl.Benchmarks.Group;

/// <summary>Forward and backward of three linear layers inside a network: the input's gradient is wanted, the weights' are not.</summary>
internal abstract class GroupContender : ManagedContender
{
    private readonly Tensor input;
    private readonly Tensor[] outputGradients;

    protected GroupContender(GroupCase sizes, Device device)
    {
        random.manual_seed(1);
        Layers = [.. Enumerable.Range(0, 3).Select(_ => nn.Linear(sizes.Width, sizes.Width, device: device))];
        foreach (var parameter in Layers.SelectMany(layer => layer.parameters()))
            parameter.requires_grad = false;
        input = randn(sizes.Rows, sizes.Width, device: device, requires_grad: true);
        outputGradients = [.. Layers.Select(_ => randn(sizes.Rows, sizes.Width, device: device))];
    }

    protected IReadOnlyList<TorchSharp.Modules.Linear> Layers { get; }

    protected virtual IReadOnlyList<Parameter> Factors => [];

    /// <inheritdoc/>
    public sealed override void Step()
    {
        using var scope = NewDisposeScope();
        autograd.backward(Forward(input), outputGradients);
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
        foreach (var gradient in outputGradients)
            gradient.Dispose();
        foreach (var layer in Layers)
            layer.Dispose();
    }

    protected abstract Tensor[] Forward(Tensor x);
}
